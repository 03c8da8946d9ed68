using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training.Tests;

public class SnapshotCalendarTests
{
    static readonly DateTimeOffset Now = new(2026, 6, 30, 15, 0, 0, TimeSpan.Zero);
    static readonly HistoryOptions Options = new() { Now = Now };

    [Fact]
    public void Cutoffs_are_midnights_after_registration_whose_horizon_has_passed()
    {
        var drawn = SnapshotCalendar.Cutoffs(Lead("a", Now.AddDays(-200)), Options, 1);
        var cutoffs = drawn.Select(snapshot => snapshot.Cutoff).ToArray();
        Assert.Equal(170, drawn.Sum(snapshot => snapshot.Nights));
        Assert.Equal(4, cutoffs.Length);
        Assert.All(cutoffs, cutoff =>
        {
            Assert.Equal(TimeSpan.Zero, cutoff.TimeOfDay);
            Assert.True(cutoff > Now.AddDays(-200));
            Assert.True(cutoff.AddDays(30) <= Now);
        });
        Assert.Equal(cutoffs.Order(), cutoffs);
        Assert.Equal(4, cutoffs.Distinct().Count());
    }

    [Fact]
    public void A_lead_is_never_looked_at_after_its_end_was_known()
    {
        for (var day = 1; day < 60; day++)
        {
            var end = Now.AddDays(-100).AddHours(7);
            var history = Lead($"lead{day}", end.AddDays(-day)) with { Outcome = new Outcome($"lead{day}", OutcomeKind.Converted, end, end.AddDays(2)) };
            Assert.All(SnapshotCalendar.Cutoffs(history, Options, 1), snapshot => Assert.True(history.IsOpenAt(snapshot.Cutoff)));
        }
    }

    [Fact]
    public void A_young_lead_has_no_snapshot_yet() => Assert.Empty(SnapshotCalendar.Cutoffs(Lead("a", Now.AddDays(-20)), Options, 1));

    [Fact]
    public void The_same_lead_and_seed_give_the_same_cutoffs_and_other_seeds_others()
    {
        var lead = Lead("a", Now.AddDays(-300));
        Assert.Equal(SnapshotCalendar.Cutoffs(lead, Options, 1), SnapshotCalendar.Cutoffs(lead, Options, 1));
        Assert.NotEqual(SnapshotCalendar.Cutoffs(lead, Options, 1), SnapshotCalendar.Cutoffs(lead, Options, 2));
    }

    static LeadHistory Lead(string id, DateTimeOffset createdAt) => new(new Lead(id, createdAt), [], null);
}
