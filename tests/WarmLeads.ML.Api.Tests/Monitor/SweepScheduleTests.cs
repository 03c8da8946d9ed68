using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api.Tests;

public sealed class SweepScheduleTests
{
    static readonly DateTimeOffset Midnight = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    static readonly ScoreSweep Latest = new(1, "leads", "v1", "00ff", Midnight.AddMinutes(15), Midnight.AddMinutes(20));

    [Theory]
    [InlineData(6 * 60 + 14, false)]
    [InlineData(6 * 60 + 15, true)]
    [InlineData(48 * 60, true)]
    public void A_time_of_the_schedule_since_the_latest_sweep_was_missed(int minutes, bool missed) =>
        Assert.Equal(missed, SweepSchedule.WasMissed(Latest, "0 15 0/6 * * ?", Midnight.AddMinutes(minutes)));

    [Fact]
    public void Before_the_first_sweep_nothing_was_missed() => Assert.False(SweepSchedule.WasMissed(null, "0 15 0/6 * * ?", Midnight));
}
