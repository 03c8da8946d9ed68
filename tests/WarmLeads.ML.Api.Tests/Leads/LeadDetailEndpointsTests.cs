using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api.Tests;

[Collection(ServiceCollection.Name)]
public sealed class LeadDetailEndpointsTests(ServiceFactory service)
{
    IPoolStore Store => service.Services.GetRequiredService<IPoolStore>();

    [Fact]
    public async Task A_lead_is_answered_with_state_criteria_chance_and_advice()
    {
        await service.Services.LookAtAllAsync();
        var best = (await service.Client.GetJsonAsync("/v1/leads?limit=1")).GetProperty("leads")[0].Text("id");
        var lead = await service.Client.GetJsonAsync($"/v1/leads/{best}");
        Assert.Equal(best, lead.Text("id"));
        Assert.Contains(lead.Text("state"), (string[])["cold", "warm", "hot"]);
        Assert.Contains("hot_probability", lead.GetProperty("criteria").EnumerateArray().Select(criterion => criterion.Text("name")));
        Answers.AssertAddsUp(lead.GetProperty("prediction"));
        Assert.Contains(lead.GetProperty("advice").Text("touch"), (string[])["more", "same", "less", "stop"]);
        Assert.True(lead.GetProperty("consent").GetProperty("mayContact").GetBoolean());
        Assert.NotEmpty(lead.GetProperty("scores").EnumerateArray());
        var events = await Store.FindAsync(best, CancellationToken.None);
        Assert.True(lead.GetProperty("lastEngagedAt").GetDateTimeOffset() <= events!.Events.Max(item => item.OccurredAt));
    }

    [Fact]
    public async Task A_closed_lead_has_its_outcome_and_no_chance()
    {
        var closed = await FindAsync(history => history.Outcome is { Kind: OutcomeKind.Converted } && !history.IsOpenAt(TimeProvider.System.GetUtcNow()));
        var lead = await service.Client.GetJsonAsync($"/v1/leads/{closed.Lead.Id}");
        Assert.Equal(("converted", "converted"), (lead.Text("state"), lead.GetProperty("outcome").Text("kind")));
        Assert.Equal("It is closed and not scored again.", lead.Text("withoutPrediction"));
        Assert.Equal(JsonValueKind.Null, lead.GetProperty("prediction").ValueKind);
        Assert.Equal("stop", lead.GetProperty("advice").Text("touch"));
    }

    [Fact]
    public async Task Changes_add_up_bit_for_bit_and_lead_from_the_one_prediction_to_the_other()
    {
        var busy = await FindAsync(history => history.Outcome is null && history.Events.Count > 12);
        var until = TimeProvider.System.GetUtcNow();
        var since = busy.Events[busy.Events.Count / 2].OccurredAt.AddMinutes(1);
        if (since <= busy.Lead.CreatedAt)
            since = busy.Lead.CreatedAt.AddHours(1);
        var changes = await service.Client.GetJsonAsync($"/v1/leads/{busy.Lead.Id}/changes?since={since.UtcDateTime:O}&until={until.UtcDateTime:O}");

        var before = await service.Client.GetJsonAsync($"/v1/leads/{busy.Lead.Id}/prediction?asOf={since.UtcDateTime:O}");
        var after = await service.Client.GetJsonAsync($"/v1/leads/{busy.Lead.Id}/prediction?asOf={until.UtcDateTime:O}");
        Assert.Equal((before.Number("score"), after.Number("score")), (changes.Number("scoreBefore"), changes.Number("scoreAfter")));
        Assert.Equal((before.Number("probability"), after.Number("probability")), (changes.Number("probabilityBefore"), changes.Number("probabilityAfter")));
        Assert.Equal(after.Number("score") - before.Number("score"), changes.Number("logOdds"));
        foreach (var parts in (string[])["signals", "causes"])
        {
            Assert.Equal(changes.Number("logOdds"), changes.GetProperty(parts).EnumerateArray().Sum(part => part.Number("logOdds")));
            Assert.Equal(changes.Number("points"), changes.GetProperty(parts).EnumerateArray().Sum(part => part.Number("points")));
        }

        var causes = changes.GetProperty("causes").EnumerateArray().ToList();
        Assert.StartsWith("Time passed: ", causes[0].Text("words"), StringComparison.Ordinal);
        Assert.True(causes.Count > 1);
        Assert.Equal(
            busy.Events.Count(item => KnowledgeChange.KnownFrom(item) >= since && KnowledgeChange.KnownFrom(item) < until),
            causes.Sum(cause => cause.GetProperty("events").GetArrayLength()));
    }

    [Fact]
    public async Task Wrong_moments_are_explained()
    {
        var open = await FindAsync(history => history.Outcome is null);
        var address = $"/v1/leads/{open.Lead.Id}/changes";
        Assert.Equal(
            "Query 'since' is ''; give a past moment as ISO 8601 with its offset, such as 2026-05-04T09:30:00Z.",
            (await service.Client.GetJsonAsync(address, HttpStatusCode.BadRequest)).Text("detail"));
        Assert.Equal(
            $"Lead '{open.Lead.Id}' was registered at {open.Lead.CreatedAt:O}, not before 2001-01-01T00:00:00.0000000+00:00; give a later 'since'.",
            (await service.Client.GetJsonAsync($"{address}?since=2001-01-01", HttpStatusCode.BadRequest)).Text("detail"));
        Assert.Equal(
            "Query 'until' is '2001-01-01'; give a moment between 'since' and now as ISO 8601 with its offset, or leave it out.",
            (await service.Client.GetJsonAsync($"{address}?since=2002-01-01&until=2001-01-01", HttpStatusCode.BadRequest)).Text("detail"));
    }

    [Fact]
    public async Task Who_objects_to_profiling_is_not_scored_and_told_so()
    {
        await PutAsync("objector", """{"createdAt":"2026-01-01","consent":{"objectsToProfiling":true,"source":"mail","at":"2026-02-01T10:00:00Z"}}""");
        var lead = await service.Client.GetJsonAsync("/v1/leads/objector");
        Assert.Equal("It objected to profiling, so it is not scored.", lead.Text("withoutPrediction"));
        Assert.Empty(lead.GetProperty("criteria").EnumerateArray());
        Assert.Equal("It objected to profiling on 2026-02-01: nothing is derived from what it did, and it is in no list.", lead.GetProperty("advice").Text("why"));
        Assert.Equal(
            "Lead 'objector' objected to profiling on 2026-02-01T10:00:00.0000000+00:00; it is not scored, and so nothing can be said of its score.",
            (await service.Client.GetJsonAsync("/v1/leads/objector/changes?since=2026-03-01", HttpStatusCode.BadRequest)).Text("detail"));
        Assert.Equal(
            "Lead 'objector' objected to profiling on 2026-02-01T10:00:00.0000000+00:00; it is not scored.",
            (await service.Client.GetJsonAsync("/v1/leads/objector/prediction", HttpStatusCode.BadRequest)).Text("detail"));
    }

    [Fact]
    public async Task The_sheet_shows_a_person_what_is_kept_and_how_to_object()
    {
        await PutAsync("asks/who", """{"createdAt":"2026-01-01","accountId":"acme","attributes":{"country":"AT"}}""");
        await service.Client.PostJsonAsync(
            "/v1/events", """{"leadId":"asks/who","kind":"page_view","occurredAt":"2026-01-05T10:00:00Z","id":"s1","source":"web","properties":{"page":"pricing"}}""");
        var sheet = await service.Client.GetJsonAsync("/v1/leads/asks%2Fwho/sheet");
        Assert.Equal(("acme", "AT"), (sheet.Text("accountId"), sheet.GetProperty("attributes").Text("country")));
        var visits = Assert.Single(sheet.GetProperty("events").EnumerateArray());
        Assert.Equal(("page_view", "web", 1), (visits.Text("kind"), visits.Text("source"), visits.GetProperty("count").GetInt32()));
        Assert.Equal("pricing", sheet.GetProperty("eventLog")[0].GetProperty("properties").Text("page"));
        Answers.AssertAddsUp(sheet.GetProperty("prediction"));
        Assert.Contains(
            "Object to being profiled and scored: PUT /v1/leads/asks%2Fwho/consent with {\"objectsToProfiling\": true}.",
            sheet.GetProperty("rights").EnumerateArray().Select(right => right.GetString()));
    }

    [Fact]
    public async Task An_erased_lead_is_gone_and_stays_gone()
    {
        await PutAsync("forget me", """{"createdAt":"2026-01-01","attributes":{"country":"AT"}}""");
        const string visit = """{"leadId":"forget me","kind":"page_view","occurredAt":"2026-01-05T10:00:00Z","id":"f1"}""";
        await service.Client.PostJsonAsync("/v1/events", visit);
        var receipt = await EraseAsync("forget%20me");
        Assert.Equal((1, 1), (receipt.GetProperty("removed").GetProperty("leads").GetInt32(), receipt.GetProperty("removed").GetProperty("events").GetInt32()));
        Assert.DoesNotContain("forget", receipt.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            "The store has no lead 'forget me'; GET /v1/leads lists the open ones.",
            (await service.Client.GetJsonAsync("/v1/leads/forget%20me", HttpStatusCode.NotFound)).Text("detail"));

        using var again = await service.Client.PostAsync("/v1/events", IntakeService.Json(visit.Replace("f1", "f2", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains(
            "Lead 'forget me' was erased on request, and nothing of it is stored again; stop sending it.",
            await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(await Store.FindAsync("forget me", CancellationToken.None));
        Assert.Equal(receipt.Text("leadHash"), (await EraseAsync("forget%20me")).Text("leadHash"));
        using var unknown = await service.Client.DeleteAsync("/v1/leads/never-known");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    async Task PutAsync(string id, string body)
    {
        using var answer = await service.Client.PutAsync($"/v1/leads/{Uri.EscapeDataString(id)}", IntakeService.Json(body));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    async Task<JsonElement> EraseAsync(string path)
    {
        using var answer = await service.Client.DeleteAsync($"/v1/leads/{path}");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
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
