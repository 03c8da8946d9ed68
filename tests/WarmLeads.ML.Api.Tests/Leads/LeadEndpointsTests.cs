using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api.Tests;

[Collection(ServiceCollection.Name)]
public sealed class LeadEndpointsTests(ServiceFactory service)
{
    ILeadStore Store => service.Services.GetRequiredService<ILeadStore>();

    [Fact]
    public async Task Pages_hold_every_open_lead_once_from_the_highest_chance_down()
    {
        var ranks = new List<long>();
        var leads = new List<(double Probability, string Id)>();
        var total = 0L;
        for (var next = "/v1/leads?sort=-probability&limit=40"; next is not null;)
        {
            var page = await service.Client.GetJsonAsync(next);
            total = page.GetProperty("total").GetInt64();
            foreach (var lead in page.GetProperty("leads").EnumerateArray())
            {
                ranks.Add(lead.GetProperty("rank").GetInt64());
                leads.Add((lead.Number("probability"), lead.Text("id")));
            }

            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(Enumerable.Range(1, (int)total).Select(rank => (long)rank), ranks);
        Assert.Equal(leads.OrderByDescending(lead => lead.Probability).ThenBy(lead => lead.Id, StringComparer.Ordinal), leads);
        Assert.Equal(total, leads.Select(lead => lead.Id).Distinct().Count());
        Assert.True(total > 40);
    }

    [Fact]
    public async Task A_cursor_stays_with_its_sweep_when_a_new_one_ends()
    {
        var first = await service.Client.GetJsonAsync("/v1/leads?limit=5");
        var before = await service.Client.GetJsonAsync(first.Text("next"));
        var model = service.Services.GetRequiredService<ModelPool>().Find("conversion")!;
        await service.Services.GetRequiredService<PoolSweeper>().SweepAsync(model, CancellationToken.None);

        Assert.Equal(before.GetRawText(), (await service.Client.GetJsonAsync(first.Text("next"))).GetRawText());
        Assert.NotEqual(first.Text("cutoff"), (await service.Client.GetJsonAsync("/v1/leads?limit=5")).Text("cutoff"));
    }

    [Fact]
    public async Task A_listed_score_is_the_prediction_as_of_the_lists_cutoff_to_the_last_bit()
    {
        var list = await service.Client.GetJsonAsync("/v1/leads?limit=20");
        foreach (var lead in list.GetProperty("leads").EnumerateArray())
        {
            var prediction = await service.Client.GetJsonAsync(
                $"/v1/leads/{lead.Text("id")}/prediction?asOf={Uri.EscapeDataString(list.Text("cutoff"))}");
            Answers.AssertAddsUp(prediction);
            Assert.Equal(lead.Number("score"), prediction.Number("score"));
            Assert.Equal(lead.Number("probability"), prediction.Number("probability"));
            Assert.StartsWith(prediction.GetProperty("contributions")[0].Text("displayName"), lead.Text("topReason"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("sort=probability", "Query 'sort' is 'probability'; leads are sorted by -probability, write that or leave it out.")]
    [InlineData("limit=0", "Query 'limit' is '0'; give 1 to 1000.")]
    [InlineData("limit=many", "Query 'limit' is 'many'; give 1 to 1000.")]
    [InlineData("cursor=abc", "Query 'cursor' is damaged; take it unchanged from 'next', or leave it out for the first page.")]
    public async Task A_wrong_query_is_explained(string query, string sentence) =>
        Assert.Equal(sentence, (await service.Client.GetJsonAsync($"/v1/leads?{query}", HttpStatusCode.BadRequest)).Text("detail"));

    [Fact]
    public async Task A_cursor_of_a_list_that_is_not_stored_is_explained()
    {
        var cursor = new LeadCursor(999_999, 1, new LeadScore("L1", 0.5, 0, "")).Encode();
        var problem = await service.Client.GetJsonAsync($"/v1/leads?cursor={cursor}", HttpStatusCode.BadRequest);
        Assert.Equal("Query 'cursor' belongs to a list of model conversion that is no longer stored; leave it out for the first page.", problem.Text("detail"));
    }

    [Fact]
    public async Task An_unknown_lead_is_not_found() => Assert.Equal(
        "The store has no lead 'nobody'; GET /v1/leads lists the open ones.",
        (await service.Client.GetJsonAsync("/v1/leads/nobody/prediction", HttpStatusCode.NotFound)).Text("detail"));

    [Fact]
    public async Task A_closed_lead_is_answered_with_its_outcome_and_not_scored_again()
    {
        var closed = await FindAsync(history => history.Outcome is { Kind: OutcomeKind.Converted } && !history.IsOpenAt(TimeProvider.System.GetUtcNow()));
        var address = $"/v1/leads/{closed.Lead.Id}/prediction";

        var problem = await service.Client.GetJsonAsync(address, HttpStatusCode.Conflict);

        Assert.Equal("Lead is closed", problem.Text("title"));
        Assert.StartsWith($"Lead '{closed.Lead.Id}' converted at ", problem.Text("detail"), StringComparison.Ordinal);
        Assert.Equal("converted", problem.GetProperty("outcome").Text("kind"));
        Assert.Equal(closed.Outcome!.OccurredAt, problem.GetProperty("outcome").GetProperty("occurredAt").GetDateTimeOffset());

        // The sentence names the moment up to which it can be looked at.
        var asOf = problem.Text("detail").Split("asOf=")[1].TrimEnd('.');
        Answers.AssertAddsUp(await service.Client.GetJsonAsync($"{address}?asOf={asOf}"));
    }

    [Fact]
    public async Task Any_id_that_the_store_keeps_can_be_asked_for()
    {
        const string id = "Ä b/c?d#e";
        await Store.PutLeadsAsync([new Lead(id, new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero))], CancellationToken.None);
        var prediction = await service.Client.GetJsonAsync($"/v1/leads/{Uri.EscapeDataString(id)}/prediction");
        Assert.Equal(id, prediction.Text("leadId"));
        Answers.AssertAddsUp(prediction);
    }

    [Theory]
    [InlineData("2099-01-01", "Query 'asOf' is '2099-01-01'; give a past moment as ISO 8601 with its offset, such as 2026-05-04T09:30:00Z.")]
    [InlineData("soon", "Query 'asOf' is 'soon'; give a past moment as ISO 8601 with its offset, such as 2026-05-04T09:30:00Z.")]
    public async Task Only_the_past_can_be_asked_for(string asOf, string sentence)
    {
        var open = await FindAsync(history => history.Outcome is null);
        var problem = await service.Client.GetJsonAsync($"/v1/leads/{open.Lead.Id}/prediction?asOf={asOf}", HttpStatusCode.BadRequest);
        Assert.Equal(sentence, problem.Text("detail"));
    }

    [Fact]
    public async Task A_lead_is_not_scored_before_it_was_registered()
    {
        var open = await FindAsync(history => history.Outcome is null);
        var problem = await service.Client.GetJsonAsync($"/v1/leads/{open.Lead.Id}/prediction?asOf=2001-01-01", HttpStatusCode.BadRequest);
        Assert.Equal(
            $"Lead '{open.Lead.Id}' was registered at {open.Lead.CreatedAt:O}, not before 2001-01-01T00:00:00.0000000+00:00; give a later 'asOf'.",
            problem.Text("detail"));
    }

    async Task<LeadHistory> FindAsync(Predicate<LeadHistory> isIt)
    {
        await foreach (var history in Store.ReadAsync(CancellationToken.None))
        {
            if (isIt(history))
                return history;
        }

        throw new InvalidOperationException("The sample has no such lead.");
    }
}
