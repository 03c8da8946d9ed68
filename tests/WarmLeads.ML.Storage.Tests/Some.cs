using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage.Tests;

/// <summary>Records with everything that a fact does not care about.</summary>
static class Some
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static Lead Lead(string id) => new(id, Monday);

    public static EngagementEvent Event(string lead, string eventId, double hours = 0, string source = "web") =>
        new(lead, "page_view", Monday.AddHours(hours), Monday.AddHours(hours).AddSeconds(1)) { Source = source, EventId = eventId };

    public static EngagementEvent[] Events(string lead, int count, string prefix = "e") =>
        [.. Enumerable.Range(0, count).Select(i => Event(lead, $"{prefix}{i}", hours: i))];

    public static ScoreSweep Sweep(string model = "leads", string version = "v1") =>
        new(0, model, version, "00ff", Monday, Monday.AddMinutes(1));

    public static LeadScore Score(string lead, double probability) =>
        new(lead, probability, Math.Log(probability / (1 - probability)), "Asked for a demo");

    public static JobRun Run(string id, double hours = 0, JobStatus status = JobStatus.Running) =>
        new(id, "training", Monday.AddHours(hours), status);

    public static PoolChange Change(string lead, long number = 1, LeadState state = LeadState.Cold) =>
        new(new LeadStanding(lead, state, Monday, LeadTrend.Steady, Monday) { Number = number, CriteriaVersion = "c1" }, number - 1);

    public static Transition Transition(string lead, long number, double hours = 0) =>
        new(lead, number, Monday.AddHours(hours), TransitionKind.State, LeadState.Cold, LeadState.Warm) { Cause = "A download.", CriteriaVersion = "c1" };

    public static Handoff Handoff(string id, string lead, double dueHours = 4) =>
        new(id, lead, Monday, Monday.AddHours(dueHours), "smb");

    public static ScoreEntry Entry(string lead) => new(lead, Monday.AddDays(2), 0.3, -0.8, "Asked for a demo", "leads", "v1", "00ff");

    public static Alert Alert(string id, double seconds = 0) =>
        new(id, "w1", "a", "lead.hot", Monday.AddSeconds(seconds), "{}");
}
