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

    [Fact]
    public void The_level_is_what_came_over_what_was_expected_drawn_to_one_by_twenty_conversions()
    {
        var check = ForecastCheck.Of([Period(0, 40, null, 52), Period(1, 60, 40, 48)], 0.15);
        // Of the second period 40 were expected before it was raised.
        Assert.Equal((20 + 100) / (20.0 + 80), check.Level, 1e-12);
        Assert.Equal(1, check.Ratio!.Value, 1e-12);
        Assert.Equal("Of earlier forecasts 100 conversions came where the chances added up to 80; figures are raised to 1.20 times.", check.LevelInWords);
        Assert.Null(ForecastCheck.Of([Period(0, 40, null, 41)], 0.15).LevelInWords);
        Assert.Equal(1, ForecastCheck.Of([], 0.15).Level);
    }

    [Fact]
    public void A_level_is_no_scatter()
    {
        var alike = ForecastCheck.Of(Enumerable.Range(0, 40).Select(i => Period(i, 100, null, 130)), 0.15);
        Assert.InRange(alike.Level, 1.29, 1.3);
        Assert.True(alike.Variation < 0.09, $"{alike.Variation}");
    }

    [Fact]
    public void A_few_conversions_a_week_hardly_move_the_variation()
    {
        var small = ForecastCheck.Of(Enumerable.Range(0, 26).Select(i => Period(i, 4, null, i % 2 == 0 ? 2 : 6)), 0.15);
        Assert.InRange(small.Variation, 0.13, 0.16);
    }

    static CheckedForecast Period(int week, double expected, double? unlevelled, int came)
    {
        var figure = new ForecastFigure(expected, 0, 2 * expected, 0, 2 * expected, Math.Sqrt(0.9 * expected));
        return new CheckedForecast(
            new ForecastPeriod(Some.Cutoff.AddDays(7 * week), Some.Cutoff.AddDays((7 * week) + 7), figure, figure) { Unlevelled = unlevelled }, came, came);
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
