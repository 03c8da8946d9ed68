namespace WarmLeads.ML.Leads.Tests;

public sealed class FunnelBuilderTests
{
    static readonly DateTimeOffset s_january = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Rates_count_what_became_of_the_leads_that_entered_in_a_month()
    {
        var report = Report(
            ("a", 5, LeadState.Cold, LeadState.Warm), ("a", 15, LeadState.Warm, LeadState.Hot), ("a", 40, LeadState.Hot, LeadState.Converted),
            ("b", 6, LeadState.Cold, LeadState.Warm), ("b", 36, LeadState.Warm, LeadState.Cold), ("b", 50, LeadState.Cold, LeadState.Warm),
            ("c", 7, LeadState.Cold, LeadState.Warm), ("c", 9, LeadState.Warm, LeadState.Lost),
            ("d", 40, LeadState.Cold, LeadState.Hot));
        Assert.Equal(["2025-01", "2025-02"], report.Months.Select(month => $"{month.Month:yyyy-MM}"));
        var january = report.Months[0];
        Assert.Equal((1, 3, 10), Figures(january, LeadState.Warm, LeadState.Hot));
        Assert.Equal((1, 3, 30), Figures(january, LeadState.Warm, LeadState.Cold));
        Assert.Equal((1, 3, 35), Figures(january, LeadState.Warm, LeadState.Converted));
        Assert.Equal((1, 3, 2), Figures(january, LeadState.Warm, LeadState.Lost));
        Assert.Equal((1, 1, 25), Figures(january, LeadState.Hot, LeadState.Converted));
        Assert.Equal((0, 1, null), Figures(report.Months[1], LeadState.Hot, LeadState.Converted));
        Assert.Equal((1, 1, 14), Figures(report.Months[1], LeadState.Cold, LeadState.Warm));
        Assert.Equal(WilsonInterval.From(1, 3), january.Steps.Single(step => step is { From: LeadState.Warm, To: LeadState.Hot }).Rate);
    }

    [Fact]
    public void Sources_are_parted_and_the_most_leads_come_first()
    {
        var report = Report(("web a", 5, LeadState.Cold, LeadState.Warm), ("ads b", 6, LeadState.Cold, LeadState.Warm), ("web c", 7, LeadState.Cold, LeadState.Hot));
        Assert.Equal(["web", "ads"], report.Sources.Select(source => source.Source));
        Assert.Equal(2, report.MonthsAndSources.Count);
    }

    [Fact]
    public void Time_in_a_state_is_that_of_stays_that_ended()
    {
        var report = Report(
            ("a", 0, LeadState.Cold, LeadState.Warm), ("a", 10, LeadState.Warm, LeadState.Hot),
            ("b", 0, LeadState.Cold, LeadState.Warm), ("b", 20, LeadState.Warm, LeadState.Cold), ("c", 0, LeadState.Cold, LeadState.Warm));
        Assert.Equal(new TimeInState(LeadState.Warm, 2, 1, 12.5, 15, 17.5), report.Times.Single(time => time.State == LeadState.Warm));
        Assert.Equal(new TimeInState(LeadState.Hot, 0, 1, null, null, null), report.Times.Single(time => time.State == LeadState.Hot));
    }

    [Fact]
    public void Warm_leads_are_held_against_those_that_never_were()
    {
        var report = Report(
            ("a", 1, LeadState.Cold, LeadState.Warm), ("a", 9, LeadState.Warm, LeadState.Converted), ("b", 1, LeadState.Cold, LeadState.Warm),
            ("c", 3, LeadState.Cold, LeadState.Converted));
        Assert.Equal((1, 2), ((int)report.Warmed.Count, (int)report.Warmed.Of));
        Assert.Equal((1, 98), ((int)report.NeverWarmed.Count, (int)report.NeverWarmed.Of));
        Assert.Equal(49, report.Lift!.Value, 1e-9);
    }

    [Fact]
    public void Each_segment_has_the_precision_of_the_label_and_its_lift_with_an_interval()
    {
        var report = Report(
            ("a", 1, LeadState.Cold, LeadState.Warm), ("a", 9, LeadState.Warm, LeadState.Converted), ("b", 1, LeadState.Cold, LeadState.Warm),
            ("c", 3, LeadState.Cold, LeadState.Converted), ("d", 3, LeadState.Cold, LeadState.Hot));
        Assert.Equal(["enterprise", "smb"], report.Segments.Select(segment => segment.Segment));
        var (enterprise, smb) = (report.Segments[0], report.Segments[1]);
        Assert.Equal((1, 2, 0, 38), ((int)smb.Warmed.Count, (int)smb.Warmed.Of, (int)smb.NeverWarmed.Count, (int)smb.NeverWarmed.Of));
        Assert.Equal((0, 1, 1, 59), ((int)enterprise.Warmed.Count, (int)enterprise.Warmed.Of, (int)enterprise.NeverWarmed.Count, (int)enterprise.NeverWarmed.Of));
        Assert.Null(smb.Lift);
        Assert.Equal(((double?)0, null), (enterprise.Lift, enterprise.Low));
    }

    [Fact]
    public void A_lift_has_the_interval_of_a_risk_ratio()
    {
        // 30 of 100 against 10 of 100: ratio 3, logarithm 1.0986 with a deviation of 0.3367.
        var lift = WarmLift.Of("smb", WilsonInterval.From(30, 100), WilsonInterval.From(10, 100));
        Assert.Equal(3, lift.Lift!.Value, 1e-12);
        Assert.Equal(1.551, lift.Low!.Value, 0.001);
        Assert.Equal(5.804, lift.High!.Value, 0.001);
    }

    [Fact]
    public void Leads_that_were_closed_before_anybody_looked_are_held_against_nobody()
    {
        var report = Report(
            ("a", 1, LeadState.Cold, LeadState.Warm), ("a", 9, LeadState.Warm, LeadState.Converted), ("c", 3, LeadState.Cold, LeadState.Converted),
            ("imported d", 2, LeadState.Cold, LeadState.Converted), ("imported e", 2, LeadState.Cold, LeadState.Lost));
        Assert.Equal((1, 97), ((int)report.NeverWarmed.Count, (int)report.NeverWarmed.Of));
    }

    [Fact]
    public void What_is_no_change_of_state_or_outside_the_period_has_no_effect()
    {
        var builder = new FunnelBuilder(s_january, s_january.AddDays(31));
        builder.Add(Change("a", 31, LeadState.Cold, LeadState.Warm));
        builder.Add(Change("a", -1, LeadState.Cold, LeadState.Warm));
        builder.Add(Change("a", 3, LeadState.Cold, LeadState.Cold) with { Kind = TransitionKind.Heating });
        Assert.Empty(builder.LeadIds);
        Assert.Null(builder.Build(_ => "", _ => "", new Dictionary<string, long>(), _ => true).Lift);
    }

    static FunnelReport Report(params (string Lead, double Day, LeadState From, LeadState To)[] changes)
    {
        var builder = new FunnelBuilder(s_january, s_january.AddDays(90));
        foreach (var (lead, day, from, to) in changes.OrderBy(change => change.Day))
            builder.Add(Change(lead, day, from, to));
        return builder.Build(
            lead => lead.Split(' ')[0], lead => lead[^1] < 'c' ? "smb" : "Enterprise", new Dictionary<string, long> { ["smb"] = 40, ["enterprise"] = 60 }, lead => !lead.StartsWith("imported", StringComparison.Ordinal));
    }

    static Transition Change(string lead, double day, LeadState from, LeadState to) =>
        new(lead, 1, s_january.AddDays(day), TransitionKind.State, from, to) { Cause = "A test.", CriteriaVersion = "c1" };

    static (int Count, int Of, double? Days) Figures(FunnelCohort cohort, LeadState from, LeadState to)
    {
        var step = cohort.Steps.Single(step => step.From == from && step.To == to);
        return ((int)step.Rate.Count, (int)step.Rate.Of, step.MedianDays);
    }
}
