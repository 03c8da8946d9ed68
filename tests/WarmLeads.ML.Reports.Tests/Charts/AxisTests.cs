namespace WarmLeads.ML.Reports.Tests;

public sealed class AxisTests
{
    [Theory]
    [InlineData(1, 5, 1)]
    [InlineData(0.23, 5, 0.25)]
    [InlineData(0.31, 4, 0.4)]
    [InlineData(0.0042, 5, 0.005)]
    [InlineData(0, 5, 1)]
    public void Ticks_are_round_and_reach_over_the_largest_value(double largest, int steps, double top)
    {
        var ticks = new Axis(largest, 0, 100).Ticks;
        Assert.Equal(steps + 1, ticks.Count);
        Assert.Equal(top, ticks[^1], 12);
    }

    [Fact]
    public void Zero_stands_at_the_start_and_the_top_at_the_end()
    {
        var axis = new Axis(0.23, 254, 26);
        Assert.Equal(254, axis.At(0));
        Assert.Equal(26, axis.At(0.25), 9);
    }
}
