using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api.Tests;

[Collection(ServiceCollection.Name)]
public sealed class PoolEndpointsTests(ServiceFactory service)
{
    IPoolStore Store => service.Services.GetRequiredService<IPoolStore>();

    [Fact]
    public async Task Pages_hold_every_open_lead_once_from_the_highest_chance_down()
    {
        await service.Services.LookAtAllAsync();
        var (leads, leftOut) = await ReadAllAsync("/v1/pool?limit=150");
        var counts = await Store.CountStandingsAsync(CancellationToken.None);
        var open = counts.Where(count => count.Key is LeadState.Cold or LeadState.Warm or LeadState.Hot).Sum(count => count.Value);
        Assert.Equal(open, leads.Count + leftOut);
        Assert.Equal(leads.Count, leads.Select(lead => lead.Text("id")).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Enumerable.Range(1, leads.Count).Select(rank => (long)rank), leads.Select(lead => lead.GetProperty("rank").GetInt64()));
        var chances = leads.Select(Chance).ToList();
        Assert.Equal(chances.OrderByDescending(chance => chance), chances);
        Assert.All(leads, lead => Assert.NotEqual("", lead.Text("why")));
    }

    [Fact]
    public async Task By_expected_value_the_list_ends_at_the_teams_capacity()
    {
        await service.Services.LookAtAllAsync();
        var (leads, _) = await ReadAllAsync("/v1/pool?sort=-expectedValue&capacity=37&limit=20");
        Assert.Equal(37, leads.Count);
        var values = leads.Select(lead => lead.Number("expectedValue")).ToList();
        Assert.Equal(values.OrderByDescending(value => value), values);
        Assert.All(leads, lead => Assert.Equal(lead.Number("probability") * lead.Number("value"), lead.Number("expectedValue")));
    }

    [Fact]
    public async Task Filters_show_what_they_name()
    {
        await service.Services.LookAtAllAsync();
        var (all, _) = await ReadAllAsync("/v1/pool?limit=200");
        foreach (var (query, isShown) in ((string, Func<JsonElement, bool>)[])
                 [
                     ("state=hot,warm", lead => lead.Text("state") is "hot" or "warm"), ("state=cold", lead => lead.Text("state") == "cold"),
                     ("trend=heating", lead => lead.Text("trend") == "heating"), ("trend=cooling", lead => lead.Text("trend") == "cooling"),
                     ("rewarmed=true", lead => lead.GetProperty("isRewarmed").GetBoolean()), ("overdue=true", lead => lead.GetProperty("isOverdue").GetBoolean()),
                 ])
        {
            var (shown, _) = await ReadAllAsync($"/v1/pool?limit=200&{query}");
            Assert.Equal(all.Where(isShown).Select(lead => lead.Text("id")), shown.Select(lead => lead.Text("id")));
        }
    }

    [Fact]
    public async Task Who_must_not_be_contacted_is_left_out_and_counted()
    {
        await service.Services.LookAtAllAsync();
        var page = await service.Client.GetJsonAsync("/v1/pool?limit=3");
        var second = page.GetProperty("leads")[1].Text("id");
        using var said = await service.Client.PutAsync($"/v1/leads/{second}/consent", IntakeService.Json("""{"doNotContact":true,"source":"phone"}"""));
        Assert.Equal(HttpStatusCode.OK, said.StatusCode);

        page = await service.Client.GetJsonAsync("/v1/pool?limit=3");
        Assert.Equal(3, page.GetProperty("leads").GetArrayLength());
        Assert.DoesNotContain(second, page.GetProperty("leads").EnumerateArray().Select(lead => lead.Text("id")));
        Assert.True(page.GetProperty("leftOut").GetInt32() >= 1);
        var advice = (await service.Client.GetJsonAsync($"/v1/leads/{second}")).GetProperty("advice");
        Assert.Equal("stop", advice.Text("touch"));
        Assert.StartsWith("It must not be contacted, as was said on ", advice.Text("why"), StringComparison.Ordinal);

        using var taken = await service.Client.PutAsync($"/v1/leads/{second}/consent", IntakeService.Json("""{"doNotContact":false,"source":"phone"}"""));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }

    [Theory]
    [InlineData("sort=chance", "Query 'sort' is 'chance'; the pool is sorted by -probability or -expectedValue.")]
    [InlineData("state=warm,lost", "Query 'state' has 'lost'; give cold, warm or hot, with commas between them.")]
    [InlineData("trend=up&limit=201", "Query 'limit' is '201'; give 1 to 200. Query 'trend' is 'up'; give heating, cooling or steady.")]
    [InlineData("overdue=yes", "Query 'overdue' is 'yes'; give true or false.")]
    [InlineData("cursor=abc", "Query 'cursor' is damaged; take it unchanged from 'next', or leave it out for the first page.")]
    public async Task A_wrong_query_is_explained(string query, string sentence) =>
        Assert.Equal(sentence, (await service.Client.GetJsonAsync($"/v1/pool?{query}", HttpStatusCode.BadRequest)).Text("detail"));

    [Fact]
    public async Task The_funnel_counts_the_transitions_of_the_store()
    {
        await service.Services.LookAtAllAsync();
        var report = await service.Client.GetJsonAsync("/v1/funnel");
        var steps = report.GetProperty("whole").GetProperty("steps").EnumerateArray().ToList();
        var counts = await Store.CountStandingsAsync(CancellationToken.None);
        var warm = steps.Single(step => step.Text("from") == "warm" && step.Text("to") == "hot").GetProperty("rate");
        Assert.True(warm.GetProperty("of").GetInt64() >= counts[LeadState.Warm], $"{warm}");
        foreach (var step in steps)
        {
            var rate = step.GetProperty("rate");
            Assert.InRange(rate.Number("low"), 0, 1);
            Assert.True(rate.Number("low") <= rate.Number("high"));
        }

        var sources = report.GetProperty("sources").EnumerateArray().ToList();
        Assert.True(sources.Count > 1);
        Assert.Equal(
            warm.GetProperty("of").GetInt64(),
            sources.Sum(source => source.GetProperty("steps").EnumerateArray().Single(step => step.Text("from") == "warm" && step.Text("to") == "hot").GetProperty("rate").GetProperty("of").GetInt64()));
        Assert.Equal(
            "The period from 2025-03-01T00:00:00.0000000+00:00 to 2025-02-01T00:00:00.0000000+00:00 is empty; give a 'from' before 'to'.",
            (await service.Client.GetJsonAsync("/v1/funnel?from=2025-03-01&to=2025-02-01", HttpStatusCode.BadRequest)).Text("detail"));
    }

    static double Chance(JsonElement lead) => lead.GetProperty("probability").ValueKind == JsonValueKind.Null ? -1 : lead.Number("probability");

    async Task<(List<JsonElement> Leads, int LeftOut)> ReadAllAsync(string address)
    {
        var (leads, leftOut) = (new List<JsonElement>(), 0);
        for (var next = address; next is not null;)
        {
            var page = await service.Client.GetJsonAsync(next);
            leads.AddRange(page.GetProperty("leads").EnumerateArray());
            leftOut += page.GetProperty("leftOut").GetInt32();
            next = page.GetProperty("next").GetString();
        }

        return (leads, leftOut);
    }
}
