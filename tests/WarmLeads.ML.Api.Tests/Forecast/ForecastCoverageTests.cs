using System.Text.Json;

namespace WarmLeads.ML.Api.Tests;

public sealed class ForecastCoverageTests(SimulatedWeeks service, ITestOutputHelper output) : IClassFixture<SimulatedWeeks>
{
    const int Weeks = 26;

    [Fact]
    public async Task About_four_in_five_past_weeks_lie_within_their_intervals_by_count_and_by_value()
    {
        var came = new List<int>();
        for (var week = 0; week < Weeks; week++)
        {
            var before = service.Now;
            await service.PassAWeekAsync();
            came.Add(service.ConvertedSince(before));
            // The CRM tells of a deal that it had not told of before: no forecast had it.
            await service.TellOfAClosedDealAsync(createdAt: before.AddDays(-30), convertedAt: before.AddDays(1));
        }

        var answer = await service.Client.GetJsonAsync("/v1/forecast");
        var (weeks, horizons) = (answer.GetProperty("checked"), answer.GetProperty("checkedHorizons"));
        output.WriteLine(
            $"By count {weeks.GetProperty("conversions")}, by value {weeks.GetProperty("value")}, came over expected {weeks.Number("ratio")}, variation {weeks.Number("variation")}, level {weeks.Number("level")}; " +
            $"horizons {horizons.GetProperty("conversions")}, {horizons.Number("ratio")}");

        Assert.Equal(0.8, answer.GetProperty("forecast").Number("coverage"));
        Assert.Equal(Weeks, weeks.GetProperty("periods").GetArrayLength());
        Assert.InRange(Share(weeks.GetProperty("conversions")), 0.6, 0.97);
        Assert.InRange(Share(weeks.GetProperty("value")), 0.6, 0.97);
        var counted = weeks.GetProperty("periods").EnumerateArray().Select(period => period.GetProperty("conversions").GetInt32()).ToList();
        // The first week came before any model looked at leads one by one: one that had done nothing by then is not known to have been there.
        Assert.Equal(came.Skip(1), counted.Skip(1));
        Assert.InRange(came[0] - counted[0], 0, 1);
        // The weeks tell something only when they differ and something came in them.
        Assert.True(came.Sum() > 50 && came.Distinct().Count() > 3, $"{came.Sum()}");
        // Raised by what the first weeks told, figures come nearer to what comes.
        var unlevelled = weeks.GetProperty("periods").EnumerateArray().Sum(period => period.GetProperty("period").Number("unlevelled"));
        Assert.Equal((20 + counted.Sum()) / (20 + unlevelled), weeks.Number("level"), 1e-9);
        Assert.True(Math.Abs(Math.Log(weeks.Number("ratio"))) < Math.Abs(Math.Log(counted.Sum() / unlevelled)), $"{weeks.Number("ratio")} {counted.Sum() / unlevelled}");
        var levels = answer.GetProperty("levels").EnumerateArray().ToList();
        Assert.Equal(weeks.Number("level"), levels[0].Number("level"));
        Assert.Equal(weeks.Text("levelInWords"), levels[0].Text("words"));
        Assert.InRange(weeks.Number("variation"), 0.1, 0.3);
        // Horizons of 30 days that do not overlap: one in five weeks, until the last that has passed.
        Assert.Equal(5, horizons.GetProperty("periods").GetArrayLength());
    }

    static double Share(JsonElement interval) => interval.Number("count") / interval.Number("of");
}
