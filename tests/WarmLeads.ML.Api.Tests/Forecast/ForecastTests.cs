using Microsoft.Extensions.DependencyInjection;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api.Tests;

[Collection(ServiceCollection.Name)]
public sealed class ForecastTests(ServiceFactory service)
{
    IPoolStore Store => service.Services.GetRequiredService<IPoolStore>();

    [Fact]
    public async Task Expected_conversions_are_the_sum_of_the_chances_in_the_pool()
    {
        await service.Services.LookAtAllAsync();
        var model = service.Services.GetRequiredService<ModelPool>().Find("conversion")!;
        var log = service.Services.GetRequiredService<ForecastLog>();
        // The service's own forecast may be a minute old.
        var forecast = (await new PoolForecasts(Store, log).ForecastAsync(model, TimeProvider.System.GetUtcNow(), CancellationToken.None)).Forecast;
        double sum = 0, value = 0;
        RankedStanding? last = null;
        while (await Store.ListStandingsAsync(new StandingFilter(), StandingOrder.Probability, last, 500, CancellationToken.None) is { Count: > 0 } page)
        {
            sum += page.Sum(item => item.Standing.Probability ?? 0);
            value += page.Sum(item => item.Standing.Probability * item.Value ?? 0);
            last = page[^1];
        }

        var whole = forecast.Whole.Conversions;
        Assert.Equal(sum, whole.Expected, 1e-6 * sum);
        Assert.Equal(value, forecast.Whole.Value.Expected, 1e-6 * value);
        Assert.Equal(sum, forecast.Weeks.Sum(week => week.Conversions.Expected), 1e-6 * sum);
        Assert.InRange(whole.Expected, whole.Low, whole.High);
        Assert.True(whole.Low <= whole.IndependentLow && whole.IndependentHigh <= whole.High, $"{whole}");
    }

    [Fact]
    public async Task The_answer_has_weeks_that_add_up_states_and_the_checks_of_earlier_forecasts()
    {
        await service.Services.LookAtAllAsync();
        var answer = await service.Client.GetJsonAsync("/v1/forecast");
        var expected = answer.GetProperty("forecast").GetProperty("whole").GetProperty("conversions").Number("expected");
        Assert.True(expected > 0);
        Assert.Equal(
            expected, answer.GetProperty("forecast").GetProperty("weeks").EnumerateArray().Sum(week => week.GetProperty("conversions").Number("expected")), 1e-6 * expected);
        Assert.Equal(expected, answer.GetProperty("byState").EnumerateArray().Sum(state => state.Number("conversions")), 1e-6 * expected);
        Assert.Equal(30, answer.GetProperty("horizonDays").GetInt32());
        Assert.Equal(0, answer.GetProperty("checked").GetProperty("conversions").GetProperty("of").GetInt64());
    }

    [Fact]
    public async Task One_forecast_a_day_is_kept()
    {
        await service.Services.LookAtAllAsync();
        var keeper = service.Services.GetRequiredService<ForecastKeeper>();
        await keeper.KeepAsync(CancellationToken.None);
        Assert.False(await keeper.KeepAsync(CancellationToken.None));
        Assert.True(await service.Services.GetRequiredService<ForecastLog>().HasAsync("conversion", TimeProvider.System.GetUtcNow(), CancellationToken.None));
    }

    [Fact]
    public async Task Kept_forecasts_are_checked_against_what_came_when_their_days_have_passed()
    {
        const string model = "checked";
        var log = service.Services.GetRequiredService<ForecastLog>();
        var now = TimeProvider.System.GetUtcNow();
        var asOf = now.AddDays(-40);
        var forecaster = new PoolForecaster(new ForecastOptions());
        ForecastLead[] leads = [.. Enumerable.Repeat(new ForecastLead([new ConversionChance(30, 0.1)], null, 100), 400)];
        for (var day = 0; day < 38; day++)
            await log.KeepAsync(model, forecaster.Forecast(leads[..(day % 7 == 0 ? 400 : 40)], asOf.AddDays(day), 30), CancellationToken.None);

        var (weeks, horizons) = await log.CheckAsync(model, now, 0.15, CancellationToken.None);

        // The first day of each week, for the weeks that have passed; of the horizons only the first does not overlap another.
        Assert.Equal(Enumerable.Range(0, 5).Select(week => asOf.AddDays(7 * week)), weeks[0].Periods.Select(period => period.Period.From));
        Assert.Equal([asOf], horizons.Periods.Select(period => period.Period.From));
        var ends = await Store.ListEndsAsync(asOf, asOf.AddDays(30), CancellationToken.None);
        var came = ends.Where(end => end.Outcome.Kind == OutcomeKind.Converted && end.WasInPoolAt(asOf)).ToList();
        Assert.Equal(came.Count, horizons.Periods[0].Conversions);
        Assert.Equal(came.Sum(end => end.Lead.Value ?? 0), horizons.Periods[0].Value, 1e-6);
        Assert.Equal(weeks[0].Periods.Count(period => period.IsCovered), weeks[0].Conversions.Count);
        Assert.Equal(5, weeks[0].Conversions.Of);
        // The second weeks begin a week later, and the two days after the fourth are no whole week.
        Assert.Equal(Enumerable.Range(1, 4).Select(week => asOf.AddDays(7 * week)), weeks[1].Periods.Select(period => period.Period.From));
        Assert.Equal([5, 4, 3, 2, 0], weeks.Select(week => week.Periods.Count));
    }
}
