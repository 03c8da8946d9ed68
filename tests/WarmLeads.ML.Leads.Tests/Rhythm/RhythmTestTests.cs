namespace WarmLeads.ML.Leads.Tests;

/// <summary>The rhythm test held against leads whose rhythm is known. Larger runs are in the benchmarks' results.</summary>
public sealed class RhythmTestTests
{
    static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static RhythmFinding Look(RhythmTest test, ReadOnlySpan<double> days, double now) =>
        test.Look(days, 0, now, day => Start.AddDays(Math.Min(day, 100_000)));

    [Theory]
    [InlineData(0.05, 1.0, 1.0)]
    [InlineData(0.2, 1.0, 1.0)]
    [InlineData(0.05, 2.0, 2.0)]
    [InlineData(0.1, 2.0, 2.0)]
    public void A_steady_rhythm_raises_no_more_false_alarms_than_stated(double actsADay, double lumps, double burstiness)
    {
        const int leads = 400;
        const double heatingStated = 0.5, coolingStated = 0.25, years = 1.5;
        var test = new RhythmTest(heatingStated, coolingStated, burstiness);
        var (heating, cooling) = (0, 0);
        for (var seed = 0; seed < leads; seed++)
        {
            var rhythm = SteadyRhythm.Make(seed, actsADay, lumps, 182 + (365 * years));
            var alarms = SteadyRhythm.Alarms(test, rhythm, 182, 182 + (365 * years));
            heating += alarms.Heating;
            cooling += alarms.Cooling;
        }

        Assert.InRange(heating, 0, Most(heatingStated * leads * years));
        Assert.InRange(cooling, 0, Most(coolingStated * leads * years));

        // Three standard deviations of a Poisson count above what is stated.
        static double Most(double expected) => expected + (3 * Math.Sqrt(expected));
    }

    [Fact]
    public void A_rise_is_found_and_dated()
    {
        var test = new RhythmTest(0.5, 0.25, 1.25);
        double[] days = [.. Enumerable.Range(0, 8).Select(i => 1.0 + (15 * i)), 120.3, 121.5, 123.1, 124.2, 126.7, 127.4, 128.2];

        var finding = Look(test, days, 128.5);

        Assert.Equal(LeadTrend.Heating, finding.Trend);
        Assert.Equal(120.3, (finding.Since!.Value - Start).TotalDays, tolerance: 1e-6);
        Assert.Equal(
            "Its rhythm rose: active on 7 of 9 days, on 8 of the 120 before; chance alone says so at most 0.5 times a year.",
            finding.Words);
        Assert.Equal(LeadTrend.Steady, Look(test, days.AsSpan(0, 9), 120.4).Trend);
    }

    [Fact]
    public void Silence_is_cooling_when_it_is_long_against_the_leads_own_rhythm()
    {
        var test = new RhythmTest(0.25, 0.25, 1.5);
        double[] often = [.. Enumerable.Range(0, 60).Select(i => 0.5 + (3 * i))];
        double[] seldom = [.. Enumerable.Range(0, 8).Select(i => 0.5 + (25 * i))];

        var silent = often[^1] + 40;
        var finding = Look(test, often, silent);
        Assert.Equal((LeadTrend.Cooling, Start.AddDays(often[^1])), (finding.Trend, finding.Since!.Value));
        Assert.Equal(
            "Its rhythm fell: active on 0 of 40 days, on 60 of the 178 before; chance alone says so at most 0.25 times a year.", finding.Words);
        Assert.Equal(LeadTrend.Steady, Look(test, seldom, seldom[^1] + 40).Trend);
    }

    [Fact]
    public void The_next_look_is_when_silence_becomes_proof()
    {
        var test = new RhythmTest(0.25, 0.25, 1.5);
        double[] days = [.. Enumerable.Range(0, 60).Select(i => 0.5 + (3 * i))];

        var next = (Look(test, days, days[^1] + 1).NextLookAt - Start).TotalDays;
        Assert.Equal(LeadTrend.Steady, Look(test, days, next - 0.02).Trend);
        Assert.Equal(LeadTrend.Cooling, Look(test, days, next + 0.001).Trend);
    }

    [Fact]
    public void Bursts_that_are_declared_are_no_rise()
    {
        double[] days = [.. Enumerable.Range(0, 8).Select(i => 1.0 + (15 * i)), 120.3, 121.5, 123.1, 124.2, 126.7];

        Assert.Equal(LeadTrend.Heating, Look(new RhythmTest(0.5, 0.25, 1), days, 127).Trend);
        Assert.Equal(LeadTrend.Steady, Look(new RhythmTest(0.5, 0.25, 4), days, 127).Trend);
    }
}
