using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api.Tests;

[Collection(ServiceCollection.Name)]
public sealed class PageEndpointsTests(ServiceFactory service)
{
    [Fact]
    public async Task The_list_links_its_leads_its_model_and_its_next_page()
    {
        var page = await ReadAsync("/");
        var best = (await service.Client.GetJsonAsync("/v1/leads?limit=1")).GetProperty("leads")[0].Text("id");
        Assert.Contains("<title>Leads by chance of conversion</title>", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/leads/{best}\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/models/conversion\"", page, StringComparison.Ordinal);
        var next = page.Split("href=\"/?cursor=")[1].Split('"')[0];
        Assert.Contains("Rank 51 to ", await ReadAsync($"/?cursor={next}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leads_page_shows_its_chance_and_reasons()
    {
        var best = (await service.Client.GetJsonAsync("/v1/leads?limit=1")).GetProperty("leads")[0];
        var page = await ReadAsync($"/leads/{best.Text("id")}");
        Assert.Contains($"<h1>Lead {best.Text("id")}</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Chance of conversion", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pool_the_funnel_and_the_forecast_have_their_pages()
    {
        await service.Services.LookAtAllAsync();
        var pool = await ReadAsync("/pool");
        Assert.Contains("<h1>The warm pool</h1>", pool, StringComparison.Ordinal);
        Assert.Contains("Rank 1 to 50", pool, StringComparison.Ordinal);
        Assert.Contains("href=\"/pool?overdue=true\"", pool, StringComparison.Ordinal);
        var next = System.Net.WebUtility.HtmlDecode(pool.Split("<a href=\"/pool?cursor=")[1].Split('"')[0]);
        Assert.Contains("Rank 51 to 100", await ReadAsync($"/pool?cursor={next}"), StringComparison.Ordinal);
        Assert.Contains("<h1>From state to state</h1>", await ReadAsync("/funnel"), StringComparison.Ordinal);
        var forecast = await ReadAsync("/forecast");
        Assert.Contains("<h1>What is coming</h1>", forecast, StringComparison.Ordinal);
        Assert.Contains("No week of an earlier forecast has passed yet.", forecast, StringComparison.Ordinal);
        Assert.Contains("Query &#x27;sort&#x27; is &#x27;x&#x27;", await ReadAsync("/pool?sort=x", HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leads_page_shows_where_it_stands_what_to_do_and_its_time_axis()
    {
        await service.Services.LookAtAllAsync();
        var best = (await service.Client.GetJsonAsync("/v1/leads?limit=1")).GetProperty("leads")[0].Text("id");
        var lead = await service.Client.GetJsonAsync($"/v1/leads/{best}");
        var page = System.Net.WebUtility.HtmlDecode(await ReadAsync($"/leads/{best}"));
        Assert.Contains("<h2>Where it stands</h2>", page, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"plot timeline\"", page, StringComparison.Ordinal);
        Assert.Contains(lead.GetProperty("advice").Text("why"), page, StringComparison.Ordinal);
        Assert.All(lead.GetProperty("transitions").EnumerateArray(), change => Assert.Contains(change.Text("cause").Replace(" %", "\u00a0%", StringComparison.Ordinal), page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_closed_leads_page_states_its_outcome()
    {
        await foreach (var history in service.Services.GetRequiredService<ILeadStore>().ReadAsync(CancellationToken.None))
        {
            if (history.Outcome is not { Kind: OutcomeKind.Lost } || history.IsOpenAt(TimeProvider.System.GetUtcNow()))
                continue;
            var page = await ReadAsync($"/leads/{history.Lead.Id}");
            Assert.Contains("Lost on ", page, StringComparison.Ordinal);
            Assert.Contains("A closed lead is not scored again; this is its chance as of the moment before.", page, StringComparison.Ordinal);
            return;
        }

        Assert.Fail("The sample has no lost lead.");
    }

    [Fact]
    public async Task The_model_has_its_card_as_a_page() =>
        Assert.Contains("conversion", await ReadAsync("/models/conversion"), StringComparison.Ordinal);

    [Theory]
    [InlineData("/leads/nobody", "The store has no lead &#x27;nobody&#x27;.")]
    [InlineData("/models/nix", "No model named &#x27;nix&#x27; is in use.")]
    [InlineData("/nowhere", "There is nothing at /nowhere")]
    [InlineData("/?cursor=abc", "The address is damaged")]
    [InlineData("/leads/%3Cscript%3Ealert(1)%3Cscript%3E", "&lt;script&gt;alert(1)&lt;script&gt;")]
    public async Task What_is_not_there_is_said_on_a_readable_page(string address, string sentence) =>
        Assert.Contains(sentence, await ReadAsync(address, HttpStatusCode.NotFound), StringComparison.Ordinal);

    async Task<string> ReadAsync(string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await service.Client.GetAsync(address);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        return page;
    }
}
