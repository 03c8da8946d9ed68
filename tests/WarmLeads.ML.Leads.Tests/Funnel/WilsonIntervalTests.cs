namespace WarmLeads.ML.Leads.Tests;

public sealed class WilsonIntervalTests
{
    // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    [InlineData(29, 29, 0.8830, 1)]
    public void An_interval_is_the_published_one(int count, int of, double low, double high)
    {
        var interval = WilsonInterval.From(count, of);
        Assert.Equal(low, interval.Low, 0.00005);
        Assert.Equal(high, interval.High, 0.00005);
    }

    [Fact]
    public void A_share_of_nothing_is_unknown()
    {
        Assert.Equal(new WilsonInterval(0, 0, null, 0, 1), WilsonInterval.From(0, 0));
    }
}
