using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Reports.Tests;

/// <summary>Small made-up things of the warm pool.</summary>
static class SomePool
{
    public static IReadOnlyList<PageLink> Links(string text = "") => [new("/", "Leads" + text), new("/pool", "Pool", IsCurrent: true)];

    public static LeadStanding Standing(string id = "L-20931") =>
        new(id, LeadState.Hot, Some.Cutoff.AddDays(-1), LeadTrend.Heating, Some.Cutoff)
        {
            Probability = 0.31,
            RewarmedAt = Some.Cutoff.AddDays(-12),
            RewarmedUntil = Some.Cutoff.AddDays(18),
        };

    public static NurtureAdvice Advice(string text = "") => new()
    {
        Touch = TouchAdvice.More,
        Why = "It is hot since 2026-06-29: a person should speak with it now." + text,
        Rhythm = new TouchRhythm(3, 1, 6, true, "Half of the last 4 gaps between its active days were 3 days or shorter." + text),
        NextTouchAt = Some.Cutoff,
        DaysUntilNextTouch = 0,
        UnansweredTouches = 0,
        Content = new ContentAdvice("conversation" + text, "It is ready for sales."),
        Allowed = [new ActionAdvice("sales_call", "Call it, on the subject that it acted on." + text)],
        Disallowed = [new ActionAdvice("nurture_sequence", "It wants to talk: do not leave it in a mail sequence.")],
        Guards = [new AdviceGuard("re_warmed_unanswered", "It came back 12 days ago and nobody answered." + text)],
    };

    public static LeadStory Story(string text = "") => new(
        Some.Cutoff, Standing(), Advice(text),
        [
            new CriterionResult("warm_act", LeadState.Warm, true, "A warm act, content_download on 2026-06-26, counts for 30 days." + text),
            new CriterionResult("hot_probability", LeadState.Hot, false, "The chance of conversion of 0.31 is below the threshold of 0.35."),
        ],
        [Change(1, -12, TransitionKind.Rewarmed, LeadState.Cold, LeadState.Cold, text), Change(2, -4, TransitionKind.State, LeadState.Cold, LeadState.Warm), Change(3, -1, TransitionKind.State, LeadState.Warm, LeadState.Hot)],
        [.. Enumerable.Range(0, 5).Select(i => new ScoreEntry("L-20931", Some.Cutoff.AddDays((3 * i) - 12), 0.05 * (i + 1), 0, "", "leads", "0003", Some.Hash))],
        [.. Some.Events().Select(item => new TimelineEvent(item.OccurredAt, item.Kind + text, SignalFamily.Website, false)), new TimelineEvent(Some.Cutoff.AddDays(-8), "email_sent", SignalFamily.Email, true)]);

    public static PoolListPage List(string text = "") => new(
        Some.Cutoff,
        [
            new PoolListRow(1, Standing("L-1" + text), 12_500, true, Advice(text), "Asked for a demo"),
            new PoolListRow(2, Standing("L-2") with { Probability = null, State = LeadState.Cold, Trend = LeadTrend.Cooling }, null, false, Advice() with { IsOverdue = true }, ""),
        ], 3, "/pool?cursor=abc&limit=50")
    { Links = Links(text), Views = [new PageLink("/pool", "By chance", IsCurrent: true), new PageLink("/pool?state=hot", "Hot")] };

    public static FunnelPage Funnel(string text = "")
    {
        var builder = new FunnelBuilder(Some.Cutoff.AddDays(-180), Some.Cutoff);
        for (var lead = 0; lead < 40; lead++)
        {
            builder.Add(Of($"L-{lead}", Change(1, lead - 170, TransitionKind.State, LeadState.Cold, LeadState.Warm)));
            if (lead % 3 == 0)
                builder.Add(Of($"L-{lead}", Change(2, lead - 150, TransitionKind.State, LeadState.Warm, LeadState.Hot)));
            if (lead % 6 == 0)
                builder.Add(Of($"L-{lead}", Change(3, lead - 120, TransitionKind.State, LeadState.Hot, LeadState.Converted)));
        }

        var trend = new TrendBuilder(Some.Cutoff, 3);
        trend.Add(Of("L-0", Change(1, -12, TransitionKind.State, LeadState.Cold, LeadState.Warm)));
        trend.Add(Of("L-1", Change(1, -1, TransitionKind.State, LeadState.Cold, LeadState.Hot)));
        for (var lead = 0; lead < 5; lead++)
            trend.Count($"L-{lead}", Some.Cutoff.AddDays(-90), "smb" + text);
        return new FunnelPage(
            builder.Build(lead => lead.EndsWith('1') ? "Webinar" + text : "", _ => "smb" + text, new Dictionary<string, long> { ["smb" + text] = 200 }, _ => true), new Dictionary<LeadState, long> { [LeadState.Cold] = 1200, [LeadState.Warm] = 31 }, Links(text)) { Trend = trend.Build() };
    }

    public static ForecastPage Forecast(string text = "")
    {
        ForecastLead[] leads = [.. Enumerable.Range(0, 200).Select(i => new ForecastLead([new ConversionChance(30, 0.002 * i)], null, i % 4 == 0 ? null : 50 * i))];
        var forecast = new PoolForecaster(new ForecastOptions()).Forecast(leads, Some.Cutoff, 30);
        var week = forecast.Weeks[0];
        return new ForecastPage(
            forecast, 30, ForecastCheck.Of([new CheckedForecast(week, (int)week.Conversions.Expected, 0), new CheckedForecast(week, 90, 0)], 0.15), "leads" + text, "0003", Links(text));
    }

    static Transition Of(string lead, Transition change) => change with { LeadId = lead };

    static Transition Change(long number, double days, TransitionKind kind, LeadState from, LeadState to, string text = "") =>
        new("L-20931", number, Some.Cutoff.AddDays(days), kind, from, to) { Cause = "It engages again." + text, CriteriaVersion = "c1" };
}
