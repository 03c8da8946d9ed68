using System.Text.Json;

namespace WarmLeads.ML.Api.Tests;

public sealed class ForecastCoverageTests(SimulatedWeeks service, ITestOutputHelper output) : IClassFixture<SimulatedWeeks>
{
    const int Weeks = 26;

    [Fact]
    public async Task About_four_in_five_past_weeks_lie_within_their_intervals_by_count_and_by_value()
    {
        for (var week = 0; week < Weeks; week++)
            await service.PassAWeekAsync();

        var answer = await service.Client.GetJsonAsync("/v1/forecast");
        var (weeks, horizons) = (answer.GetProperty("checked"), answer.GetProperty("checkedHorizons"));
        output.WriteLine(
            $"By count {weeks.GetProperty("conversions")}, by value {weeks.GetProperty("value")}, came over expected {weeks.Number("ratio")}, variation {weeks.Number("variation")}; " +
            $"horizons {horizons.GetProperty("conversions")}, {horizons.Number("ratio")}");

        Assert.Equal(0.8, answer.GetProperty("forecast").Number("coverage"));
        Assert.Equal(Weeks, weeks.GetProperty("periods").GetArrayLength());
        Assert.InRange(Share(weeks.GetProperty("conversions")), 0.6, 0.97);
        Assert.InRange(Share(weeks.GetProperty("value")), 0.6, 0.97);
        // The weeks tell something only when they differ and something came in them.
        var came = weeks.GetProperty("periods").EnumerateArray().Select(period => period.Number("conversions")).ToList();
        Assert.True(came.Sum() > 50 && came.Distinct().Count() > 3, $"{came.Sum()}");
        // Horizons of 30 days that do not overlap: one in five weeks, until the last that has passed.
        Assert.Equal(5, horizons.GetProperty("periods").GetArrayLength());
    }

    static double Share(JsonElement interval) => interval.Number("count") / interval.Number("of");
}
