namespace WarmLeads.ML.Leads.Tests;

public sealed class ForecastCheckTests
{
    [Fact]
    public void Periods_that_scatter_as_independent_leads_do_bring_the_variation_down()
    {
        var check = ForecastCheck.Of(Periods(0, 40), 0.15);
        Assert.InRange(check.Variation, 0.05, 0.09);
        Assert.Equal(40, check.Conversions.Of);
        Assert.Equal(1, check.Ratio!.Value, 0.05);
    }

    [Fact]
    public void Periods_that_scatter_more_bring_it_up()
    {
        var check = ForecastCheck.Of(Periods(0.4, 200), 0.15);
        Assert.InRange(check.Variation, 0.35, 0.45);
        Assert.True(check.Conversions.Share < 0.6, $"{check.Conversions}");
    }

    [Fact]
    public void Without_periods_the_stated_variation_stands()
    {
        var check = ForecastCheck.Of([], 0.15);
        Assert.Equal(0.15, check.Variation, 1e-12);
        Assert.Null(check.Ratio);
        Assert.Null(check.Conversions.Share);
    }

    static IEnumerable<CheckedForecast> Periods(double variation, int count)
    {
        var random = new Random(3);
        var factor = new SharedFactor(variation, 101);
        for (var i = 0; i < count; i++)
        {
            var value = factor.Values[random.Next(factor.Values.Count)];
            var came = Enumerable.Range(0, 1000).Count(_ => random.NextDouble() < 0.1 * value);
            var figure = new ForecastFigure(100, 88, 112, 88, 112, Math.Sqrt(90));
            yield return new CheckedForecast(
                new ForecastPeriod(Some.Cutoff.AddDays(7 * i), Some.Cutoff.AddDays((7 * i) + 7), figure, figure), came, came);
        }
    }
}
