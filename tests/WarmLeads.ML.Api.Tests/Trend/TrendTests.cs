using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api.Tests;

[Collection(ServiceCollection.Name)]
public sealed class TrendTests(ServiceFactory service)
{
    IPoolStore Store => service.Services.GetRequiredService<IPoolStore>();

    [Fact]
    public async Task The_trend_ends_with_the_pool_as_it_stands_and_segments_add_up()
    {
        await service.Services.LookAtAllAsync();
        var reader = new TrendReader(Store, service.Services.GetRequiredService<LeadRoll>(), service.Services.GetRequiredService<TemperatureEvaluator>());
        var trend = await reader.ReadAsync(3, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        var counts = await Store.CountStandingsAsync(CancellationToken.None);
        var now = trend.All.Weeks[^1];
        Assert.Equal(
            (counts.GetValueOrDefault(LeadState.Cold), counts.GetValueOrDefault(LeadState.Warm), counts.GetValueOrDefault(LeadState.Hot)), (now.Cold, now.Warm, now.Hot));
        Assert.True(now.Warm > 0);
        Assert.True(trend.Segments.Count > 1);
        for (var week = 0; week < 3; week++)
            Assert.Equal(trend.All.Weeks[week].Warm, trend.Segments.Sum(segment => segment.Weeks[week].Warm));
    }

    [Fact]
    public async Task It_is_answered_by_week_and_a_wrong_number_of_weeks_is_refused()
    {
        var answer = await service.Client.GetJsonAsync("/v1/pool/trend?weeks=5");
        Assert.Equal(5, answer.GetProperty("all").GetProperty("weeks").GetArrayLength());
        Assert.Equal(12, (await service.Client.GetJsonAsync("/v1/pool/trend")).GetProperty("all").GetProperty("weeks").GetArrayLength());
        Assert.Equal(
            "Query 'weeks' is '105'; give 1 to 104.", (await service.Client.GetJsonAsync("/v1/pool/trend?weeks=105", HttpStatusCode.BadRequest)).Text("detail"));
    }

    [Fact]
    public async Task The_funnel_says_what_the_label_is_worth_in_each_segment()
    {
        await service.Services.LookAtAllAsync();
        var funnel = await service.Client.GetJsonAsync("/v1/funnel");
        var segments = funnel.GetProperty("segments").EnumerateArray().ToList();
        Assert.Contains("smb", segments.Select(segment => segment.Text("segment")));
        Assert.Equal(
            funnel.GetProperty("warmed").GetProperty("of").GetInt64(), segments.Sum(segment => segment.GetProperty("warmed").GetProperty("of").GetInt64()));
    }
}
