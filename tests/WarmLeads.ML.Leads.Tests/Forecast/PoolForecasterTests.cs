namespace WarmLeads.ML.Leads.Tests;

public sealed class PoolForecasterTests
{
    static readonly ForecastOptions s_independent = new() { PeriodVariation = 0, AccountVariation = 0, Coverage = 0.8 };

    [Fact]
    public void Expected_conversions_are_the_sum_of_the_chances_and_weeks_add_up_to_the_whole()
    {
        var leads = Leads(400, 3);
        var forecast = new PoolForecaster(new ForecastOptions()).Forecast(leads, Some.Cutoff, 30);
        Assert.Equal(5, forecast.Weeks.Count);
        Assert.Equal(Some.Cutoff.AddDays(30), forecast.Weeks[^1].To);
        Assert.Equal(leads.Sum(lead => lead.ChanceBetween(0, 30)), forecast.Whole.Conversions.Expected, 1e-9);
        Assert.Equal(forecast.Whole.Conversions.Expected, forecast.Weeks.Sum(week => week.Conversions.Expected), 1e-9);
        Assert.Equal(forecast.Whole.Value.Expected, forecast.Weeks.Sum(week => week.Value.Expected), 1e-6);
    }

    [Fact]
    public void Without_shared_factors_the_interval_is_that_of_the_binomial_distribution()
    {
        var forecast = new PoolForecaster(s_independent).Forecast([.. Enumerable.Repeat(Lead(0.1), 100)], Some.Cutoff, 7);
        // P(N <= 5) = 0.0576, P(N <= 6) = 0.1172; P(N <= 13) = 0.8761, P(N <= 14) = 0.9274.
        Assert.Equal((6, 14), ((int)forecast.Whole.Conversions.Low, (int)forecast.Whole.Conversions.High));
        Assert.Equal((6, 14), ((int)forecast.Whole.Conversions.IndependentLow, (int)forecast.Whole.Conversions.IndependentHigh));
    }

    [Fact]
    public void A_shared_factor_widens_the_interval_and_leaves_the_mean()
    {
        var leads = Enumerable.Repeat(Lead(0.1), 2000).ToList();
        var forecast = new PoolForecaster(new ForecastOptions { PeriodVariation = 0.3 }).Forecast(leads, Some.Cutoff, 7).Whole.Conversions;
        Assert.Equal(200, forecast.Expected, 1e-9);
        Assert.Equal((183, 217), ((int)forecast.IndependentLow, (int)forecast.IndependentHigh));
        // A Gamma factor of deviation 0.3 alone says 0.637 to 1.398 of the mean, a little less as chances cannot exceed 1.
        Assert.InRange(forecast.Low, 122, 136);
        Assert.InRange(forecast.High, 268, 284);
    }

    [Fact]
    public void Colleagues_who_decide_together_widen_the_interval()
    {
        var alone = new PoolForecaster(new ForecastOptions { PeriodVariation = 0, AccountVariation = 1.5 })
            .Forecast([.. Enumerable.Range(0, 600).Select(_ => Lead(0.2))], Some.Cutoff, 7).Whole.Conversions;
        var together = new PoolForecaster(new ForecastOptions { PeriodVariation = 0, AccountVariation = 1.5 })
            .Forecast([.. Enumerable.Range(0, 600).Select(i => Lead(0.2, account: $"a{i / 20}"))], Some.Cutoff, 7).Whole.Conversions;
        Assert.Equal(120, together.Expected, 1e-9);
        Assert.Equal((alone.IndependentLow, alone.IndependentHigh), (together.IndependentLow, together.IndependentHigh));
        Assert.Equal((alone.IndependentLow, alone.IndependentHigh), (alone.Low, alone.High));
        Assert.True(together.High - together.Low > 1.8 * (alone.High - alone.Low), $"{together} against {alone}");
    }

    [Fact]
    public void The_value_interval_is_what_drawing_the_leads_shows()
    {
        var leads = Leads(300, 9);
        var value = new PoolForecaster(s_independent).Forecast(leads, Some.Cutoff, 30).Whole.Value;
        var random = new Random(1);
        var chances = leads.Select(lead => lead.ChanceBetween(0, 30)).ToArray();
        var draws = new double[20_000];
        for (var i = 0; i < draws.Length; i++)
        {
            for (var lead = 0; lead < chances.Length; lead++)
                draws[i] += random.NextDouble() < chances[lead] ? leads[lead].Value ?? 0 : 0;
        }
        Array.Sort(draws);
        Assert.Equal(draws[2_000], value.Low, 0.02 * value.Expected);
        Assert.Equal(draws[18_000], value.High, 0.02 * value.Expected);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    public void Intervals_cover_as_often_as_they_say_when_leads_do_as_is_assumed(double variation)
    {
        var leads = Leads(500, 5);
        var period = new PoolForecaster(new ForecastOptions { PeriodVariation = variation, AccountVariation = 0 }).Forecast(leads, Some.Cutoff, 30).Whole.Conversions;
        var random = new Random(2);
        var factor = new SharedFactor(variation, 65);
        var hazards = leads.Select(lead => factor.HazardFor(lead.ChanceBetween(0, 30))).ToArray();
        var covered = 0;
        const int rounds = 4000;
        for (var round = 0; round < rounds; round++)
        {
            var value = factor.Values[random.Next(factor.Values.Count)];
            var count = hazards.Count(hazard => random.NextDouble() < 1 - Math.Exp(-value * hazard));
            covered += period.Low <= count && count <= period.High ? 1 : 0;
        }
        // At least 0.8, and above it by no more than the chance of the two counts at its ends.
        Assert.InRange(covered / (double)rounds, 0.785, 0.88);
    }

    [Fact]
    public void The_interval_of_a_crowd_is_that_of_the_convolution_and_of_drawing_it()
    {
        // 5,000 leads are convolved, one more makes a crowd; the one more can hardly convert.
        var leads = Leads(5000, 7);
        var convolved = new PoolForecaster(new ForecastOptions()).Forecast(leads, Some.Cutoff, 7).Whole;
        var crowd = new PoolForecaster(new ForecastOptions()).Forecast([.. leads, new ForecastLead([new(30, 1e-9)], null, 1)], Some.Cutoff, 7).Whole;
        Assert.Equal(convolved.Conversions.Expected, crowd.Conversions.Expected, 1e-6);
        Assert.Equal((convolved.Conversions.IndependentLow, convolved.Conversions.IndependentHigh), (crowd.Conversions.IndependentLow, crowd.Conversions.IndependentHigh));
        Assert.Equal(convolved.Conversions.Low, crowd.Conversions.Low, 1.001);
        Assert.Equal(convolved.Conversions.High, crowd.Conversions.High, 1.001);
        Assert.Equal(convolved.Value.Low, crowd.Value.Low, 0.01 * convolved.Value.Expected);
        Assert.Equal(convolved.Value.High, crowd.Value.High, 0.01 * convolved.Value.Expected);
        // The shared factors are most of the interval, so that it was not the independent one.
        Assert.True(crowd.Conversions.High - crowd.Conversions.Low > 1.3 * (crowd.Conversions.IndependentHigh - crowd.Conversions.IndependentLow), $"{crowd.Conversions}");
    }

    [Fact]
    public void One_lead_worth_as_much_as_all_others_keeps_its_two_cases_also_among_very_many()
    {
        var leads = Enumerable.Repeat(Lead(0.02, value: 1), 5200).Append(Lead(0.5, value: 1000)).ToList();
        var value = new PoolForecaster(s_independent).Forecast(leads, Some.Cutoff, 7).Whole.Value;
        Assert.InRange(value.Low, 60, 110);
        Assert.InRange(value.High, 1080, 1150);
    }

    [Fact]
    public void A_hazard_for_a_shared_factor_keeps_the_chance()
    {
        var factor = new SharedFactor(0.7, 51);
        Assert.Equal(1, factor.Values.Average(), 1e-12);
        Assert.Equal(0.7, Math.Sqrt(factor.Values.Average(value => (value - 1) * (value - 1))), 0.03);
        foreach (var chance in (double[])[1e-9, 0.01, 0.4, 0.99])
        {
            var hazard = factor.HazardFor(chance);
            Assert.Equal(1, factor.Values.Average(value => 1 - Math.Exp(-value * hazard)) / chance, 1e-7);
        }
    }

    [Fact]
    public void Conversions_are_spread_evenly_in_hazard_between_two_known_chances()
    {
        var lead = new ForecastLead([new(7, 0.1), new(30, 0.3)], null, null);
        Assert.Equal(0.1, lead.ChanceBetween(0, 7), 1e-12);
        Assert.Equal(0.2, lead.ChanceBetween(7, 30), 1e-12);
        Assert.Equal(1 - Math.Sqrt(0.9), lead.ChanceBetween(0, 3.5), 1e-12);
    }

    [Fact]
    public void A_pool_without_leads_has_a_forecast_of_nothing()
    {
        var whole = new PoolForecaster(new ForecastOptions()).Forecast([], Some.Cutoff, 14).Whole;
        Assert.Equal(new ForecastFigure(0, 0, 0, 0, 0, 0), whole.Conversions);
        Assert.Equal(whole.Conversions, whole.Value);
    }

    [Fact]
    public void Chances_that_fall_with_the_days_are_refused()
    {
        var problem = Assert.Throws<ArgumentException>(() => new ForecastLead([new(7, 0.3), new(30, 0.1)], null, null));
        Assert.StartsWith("A chance of 0.1 within 30 days cannot follow the ones before it. Hand in chances by days, rising, below 1.", problem.Message, StringComparison.Ordinal);
    }

    static ForecastLead Lead(double chance, string? account = null, double? value = null) => new([new(7, chance)], account, value);

    static List<ForecastLead> Leads(int count, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(i => new ForecastLead(
                [new(30, 0.3 * random.NextDouble() * random.NextDouble())], i % 3 == 0 ? $"a{i % 40}" : null,
                i % 5 == 0 ? null : Math.Round(1000 + (20_000 * random.NextDouble() * random.NextDouble())))),
        ];
    }

    [Fact]
    public void A_level_raises_the_hazard_of_its_week_exactly_and_no_other()
    {
        var lead = new ForecastLead([new ConversionChance(10, 0.2), new ConversionChance(30, 0.4)], null, null);
        var raised = lead.At([1.5, 1, 0.5]);
        Assert.Equal(1.5 * lead.HazardWithin(7), raised.HazardWithin(7), 1e-12);
        Assert.Equal(lead.HazardWithin(14) - lead.HazardWithin(7), raised.HazardWithin(14) - raised.HazardWithin(7), 1e-12);
        Assert.Equal((lead.HazardWithin(21) - lead.HazardWithin(14)) / 2, raised.HazardWithin(21) - raised.HazardWithin(14), 1e-12);
        Assert.Equal(lead.HazardWithin(30) - lead.HazardWithin(21), raised.HazardWithin(30) - raised.HazardWithin(21), 1e-12);

        var forecast = new PoolForecaster(new ForecastOptions { Levels = [1.5, 1, 0.5] }).Forecast([lead, lead], Some.Cutoff, 30);
        Assert.Equal(2 * (1 - Math.Exp(-1.5 * lead.HazardWithin(7))), forecast.Weeks[0].Conversions.Expected, 1e-12);
        Assert.Equal(2 * (1 - Math.Exp(-lead.HazardWithin(7))), forecast.Weeks[0].Unlevelled!.Value, 1e-12);
        Assert.Equal(forecast.Whole.Conversions.Expected, forecast.Weeks.Sum(week => week.Conversions.Expected), 1e-12);
    }
}
