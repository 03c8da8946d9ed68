using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training.Tests;

public class FollowUpTests
{
    static readonly DateTimeOffset Cutoff = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly Snapshot Converting = new(0, Cutoff, true, 1, double.NaN) { ConvertedAt = Cutoff.AddDays(12), ToldAt = Cutoff.AddDays(15) };

    [Fact]
    public void A_conversion_ends_the_follow_up_once_it_is_told()
    {
        Assert.Equal((12, true), Converting.FollowUp(Cutoff.AddDays(40), 30));
        Assert.Equal((14, false), Converting.FollowUp(Cutoff.AddDays(14), 30));
    }

    [Fact]
    public void A_conversion_after_the_horizon_did_not_come()
    {
        Assert.Equal((10, false), Converting.FollowUp(Cutoff.AddDays(40), 10));
        Assert.Equal((12, false), Converting.FollowUp(Cutoff.AddDays(40), 12));
    }

    [Fact]
    public void A_lost_lead_stays_at_risk_until_the_end_of_knowledge()
    {
        var lead = new Lead("a", Cutoff.AddDays(-5));
        var lost = new LeadHistory(lead, [], new Outcome("a", OutcomeKind.Lost, Cutoff.AddDays(3), Cutoff.AddDays(3)));
        var became = SnapshotOutcome.Of(lost, Cutoff, new HistoryOptions { Now = Cutoff.AddDays(20) });
        Assert.Equal(DateTimeOffset.MaxValue, became.ConvertedAt);
        var snapshot = new Snapshot(0, Cutoff, became.Converted, 1, double.NaN) { ConvertedAt = became.ConvertedAt, ToldAt = became.ToldAt };
        Assert.Equal((20, false), snapshot.FollowUp(Cutoff.AddDays(20), 30));
    }

    [Fact]
    public void Of_conversions_that_come_again_and_again_the_first_after_the_cutoff_counts()
    {
        EngagementEvent[] orders = [Order(-2), Order(9), Order(4), Order(50)];
        var became = SnapshotOutcome.Of(
            new LeadHistory(new Lead("a", Cutoff.AddDays(-5)), orders, null), Cutoff,
            new HistoryOptions { Now = Cutoff.AddDays(60), ConvertedBy = ["order"] });
        Assert.Equal(Cutoff.AddDays(4), became.ConvertedAt);
        Assert.True(became.Converted);
    }

    [Fact]
    public void Open_snapshots_lie_behind_the_decided_ones_and_before_now()
    {
        var lead = new LeadHistory(new Lead("a", Cutoff.AddDays(-100)), [], null);
        var how = new HistoryOptions { Now = Cutoff };
        var decided = SnapshotCalendar.Cutoffs(lead, how, 1);
        var open = SnapshotCalendar.OpenCutoffs(lead, how, 1);
        Assert.Equal(4, decided.Count);
        Assert.Equal(3, open.Count);
        Assert.All(open, cutoff => Assert.InRange(cutoff.Cutoff, decided[^1].Cutoff.AddDays(1), Cutoff.AddDays(-1)));
        Assert.Equal(100 - 1, decided.Sum(cutoff => cutoff.Nights) + open.Sum(cutoff => cutoff.Nights));
        Assert.Empty(SnapshotCalendar.OpenCutoffs(lead, how with { HorizonDays = null }, 1));
    }

    static EngagementEvent Order(int day) => new("a", "order", Cutoff.AddDays(day), Cutoff.AddDays(day)) { EventId = $"o{day}" };
}
