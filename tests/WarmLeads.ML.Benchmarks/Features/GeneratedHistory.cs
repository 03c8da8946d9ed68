using System.Globalization;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Benchmarks;

/// <summary>A history of any length, made one lead at a time: the same seed gives the same events.</summary>
/// <remarks>
/// Leads have between a fifth and nine fifths of the mean number of events, over up to 180 days, in whole seconds at least 3 s
/// apart. Kinds are those that ship, with their usual properties; each event has a dictionary of its own, as read from a file.
/// One in fifty arrives up to three days late.
/// </remarks>
sealed class GeneratedHistory(int leadCount, long eventCount, int seed = 1)
{
    static readonly (string Kind, double Share)[] s_kinds =
    [
        ("page_view", 0.34), ("email_sent", 0.13), ("email_opened", 0.12), ("site_visit", 0.1), ("feature_used", 0.08), ("email_clicked", 0.05),
        ("content_download", 0.03), ("call_attempted", 0.03), ("intent_signal", 0.03), ("chatbot_conversation", 0.02), ("reply", 0.015),
        ("webinar_attended", 0.01), ("meeting_booked", 0.01), ("activation_milestone", 0.01), ("demo_request", 0.005), ("carrier_pigeon", 0.01),
    ];

    static readonly string[] s_pages = ["pricing", "product", "docs", "blog", "careers", "features/reports", "features/alerts", "security"];
    static readonly string[] s_assets = ["roi-report", "security-whitepaper", "case-study-retail", "case-study-bank", "buyers-guide"];
    static readonly string[] s_intents = ["evaluation", "support", "other"];

    /// <summary>The first moment at which a lead is registered.</summary>
    public static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public int LeadCount => leadCount;

    /// <summary>The leads, each with its events in order of occurrence, open for 180 days.</summary>
    public IEnumerable<LeadHistory> Leads()
    {
        for (var i = 0; i < leadCount; i++)
        {
            var random = new Random(unchecked((seed * 1_000_003) + i));
            var mean = (double)eventCount / leadCount;
            yield return Make(i, Math.Max(1, (int)Math.Round(mean * (0.2 + (1.6 * random.NextDouble())))), random);
        }
    }

    /// <summary>One lead with so many events.</summary>
    public static LeadHistory Make(int index, int events, Random random)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"L{index + 1:0000000}");
        var registered = Start.AddSeconds(random.Next(90 * 86_400));
        var lead = new Lead(id, registered) { AccountId = index % 3 == 0 ? null : $"A{index / 4}", Value = random.Next(1, 100) * 500 };
        var moments = new int[events];
        for (var i = 0; i < events; i++)
            moments[i] = random.Next(1, 180 * 86_400 / 3);
        Array.Sort(moments);
        var made = new List<EngagementEvent>(events);
        for (var i = 0; i < events; i++)
        {
            if (i > 0 && moments[i] <= moments[i - 1])
                moments[i] = moments[i - 1] + 1;
            var occurred = registered.AddSeconds(3.0 * moments[i]);
            var kind = KindOf(random.NextDouble());
            made.Add(new EngagementEvent(id, kind, occurred, random.Next(50) == 0 ? occurred.AddMinutes(random.Next(1, 3 * 1440)) : occurred)
            {
                Source = "tracker",
                EventId = string.Create(CultureInfo.InvariantCulture, $"{index:x7}-{i:x5}"),
                Properties = PropertiesOf(kind, random),
            });
        }

        return new LeadHistory(lead, made, null);
    }

    /// <summary>The kind that a number in 0..1 draws.</summary>
    public static string KindOf(double draw)
    {
        foreach (var (kind, share) in s_kinds)
        {
            if ((draw -= share) < 0)
                return kind;
        }

        return s_kinds[0].Kind;
    }

    /// <summary>The usual properties of a kind.</summary>
    public static Dictionary<string, string> PropertiesOf(string kind, Random random)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        switch (kind)
        {
            case "page_view":
                properties.Add("page", s_pages[random.Next(s_pages.Length)]);
                break;
            case "email_sent" or "email_opened" or "email_clicked":
                properties.Add("mail", $"m{random.Next(40)}");
                if (kind != "email_sent" && random.Next(8) == 0)
                    properties.Add("machine", "true");
                break;
            case "content_download":
                properties.Add("asset", s_assets[random.Next(s_assets.Length)]);
                properties.Add("content", random.Next(2) == 0 ? "case_study" : "report");
                break;
            case "chatbot_conversation":
                properties.Add("intent", s_intents[random.Next(s_intents.Length)]);
                break;
            case "intent_signal":
                properties.Add("topic", "lead scoring");
                properties.Add("score", random.Next(101).ToString(CultureInfo.InvariantCulture));
                break;
            case "reply":
                properties.Add("direction", random.Next(4) == 0 ? "out" : "in");
                break;
        }

        return properties;
    }
}
