namespace WarmLeads.ML.Api.Tests;

public sealed class SegmentClockTests
{
    static readonly DateTimeOffset Received = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, -30.0, -20.0, -10.0)] // waited ten minutes by the sender's clock
    [InlineData(null, 300.0, 310.0, -10.0)] // the same with a clock five hours ahead
    [InlineData(-30.0, null, -20.0, -10.0)]
    [InlineData(-30.0, -15.0, -20.0, -15.0)] // reckoned by Segment already
    [InlineData(null, -30.0, null, -30.0)] // the sender's clock is believed
    [InlineData(null, 30.0, null, 0.0)] // but never in the future
    [InlineData(null, -10.0, -20.0, 0.0)] // sent before it happened: the sender contradicts itself
    [InlineData(null, null, -20.0, 0.0)]
    public void A_call_happened_as_long_before_it_arrived_as_it_waited(double? original, double? timestamp, double? sent, double expected) =>
        Assert.Equal(Received.AddMinutes(expected), SegmentClock.OccurredAt(At(original), At(timestamp), At(sent), Received));

    [Fact]
    public void A_clock_that_is_wrong_by_centuries_does_no_harm() =>
        Assert.Equal(DateTimeOffset.UnixEpoch, SegmentClock.OccurredAt(null, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Received));

    static DateTimeOffset? At(double? minutes) => minutes is { } some ? Received.AddMinutes(some) : null;
}
