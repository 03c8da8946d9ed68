namespace WarmLeads.ML.Leads.Tests;

/// <summary>Histories that try to break the builder: equal instants, copies, late receipts, events at the cutoff, bursts, own touches.</summary>
static class RandomHistory
{
    static readonly string[] s_kinds = [.. SignalCatalog.Default.Kinds.Select(kind => kind.Name), "unknown_a", "unknown_b", "page_view", "page_view", "email_clicked", "email_sent"];
    static readonly (string Name, string[] Values)[] s_properties =
    [
        ("page", ["/pricing", "/docs", "/blog"]), ("content", ["case_study", "whitepaper"]), ("direction", ["in", "out"]), ("machine", ["true", "false"]),
        ("mail", ["m1", "m2"]), ("link", ["1", "2"]), ("score", ["20", "70.5", "x"]), ("intent", ["evaluation", "other"]), ("asset", ["a", "b", "c"]),
    ];

    public static List<EngagementEvent> Make(int seed)
    {
        var random = new Random(seed);
        var events = new List<EngagementEvent>();
        for (var count = random.Next(60); count > 0; count--)
            events.Add(Event(random, events));
        return events;
    }

    public static EngagementEvent Event(Random random, List<EngagementEvent> before)
    {
        var occurredAt = Moment(random);
        if (before.Count > 0 && random.Next(3) == 0)
            occurredAt = before[random.Next(before.Count)].OccurredAt.AddMilliseconds(random.Next(4) * 900);
        var receivedAt = random.Next(3) switch
        {
            0 => occurredAt,
            1 => occurredAt.AddDays(random.NextDouble() * 10),
            _ => Moment(random),
        };
        var isCopy = before.Count > 0 && random.Next(8) == 0;
        var original = isCopy ? before[random.Next(before.Count)] : null;
        return new EngagementEvent("L1", s_kinds[random.Next(s_kinds.Length)], occurredAt.ToOffset(TimeSpan.FromHours(random.Next(-5, 6))), receivedAt)
        {
            Source = original?.Source ?? (random.Next(2) == 0 ? "a" : "b"),
            EventId = original?.EventId ?? $"{random.Next(1000)}",
            Properties = s_properties.Where(_ => random.Next(3) == 0).ToDictionary(p => p.Name, p => p.Values[random.Next(p.Values.Length)], StringComparer.Ordinal),
        };
    }

    static DateTimeOffset Moment(Random random) => random.Next(12) switch
    {
        0 => Some.Cutoff,
        1 => Some.Cutoff.AddTicks(-1),
        2 => Some.Cutoff.AddDays(-30),
        3 => Some.Cutoff.AddDays(-7).AddTicks(-1),
        4 => Some.Cutoff.AddDays(random.NextDouble() * 20),
        < 9 => Some.Cutoff.AddDays(-random.NextDouble() * 30),
        _ => Some.Cutoff.AddDays(-random.NextDouble() * 300),
    };
}
