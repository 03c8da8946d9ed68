using System.Net;
using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api.Tests;

[Collection(PoolCollection.Name)]
public sealed class PoolServiceTests(PoolService service)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_behaviour_posted_to_the_service_reaches_the_receiver_signed()
    {
        var hook = await service.Client.PostJsonAsync("/v1/webhooks", $$"""{"url":"{{service.Receiver.Url}}","kinds":["lead.hot"]}""", HttpStatusCode.Created);
        await service.AskForDemoAsync("told");
        var told = await PoolService.UntilAsync(() => Task.FromResult(
            service.Receiver.Told.Where(one => one.Body.Contains("\"told\"", StringComparison.Ordinal)).Select(one => Tuple.Create(one)).FirstOrDefault()));
        var (id, timestamp, signature, body) = told.Item1;
        Assert.Equal(AlertSignature.Sign(hook.Text("secret"), id, long.Parse(timestamp), body), signature);
        Assert.Equal("delivered", (await PoolService.UntilAsync(async () =>
            await service.Client.GetJsonAsync($"/v1/alerts/{id}") is var alert && alert.Text("status") != "waiting" ? alert.Text("status") : null)));
        Assert.Equal(JsonValueKind.Null, (await service.Client.GetJsonAsync($"/v1/webhooks/{hook.Text("id")}")).GetProperty("secret").ValueKind);
    }

    [Fact]
    public async Task A_handoff_is_listed_accepted_once_and_makes_the_lead_an_SQL()
    {
        await service.AskForDemoAsync("accepted");
        var handoff = await HandoffOfAsync("accepted");
        Assert.Equal("smb", handoff.Route);
        var shown = await service.Client.GetJsonAsync($"/v1/handoffs/{handoff.Id}");
        Assert.Equal(("open", "accepted", false), (shown.Text("status"), shown.Text("leadId"), shown.GetProperty("isOverdue").GetBoolean()));
        Assert.NotEqual(0, shown.GetProperty("checklist").GetArrayLength());
        Assert.Contains(await ListedAsync("open"), id => id == handoff.Id);

        var address = $"/v1/handoffs/{handoff.Id}/decision";
        Assert.Equal("accepted", (await service.Client.PostJsonAsync(address, """{"decision":"accepted","by":"Grace"}""")).Text("status"));
        Assert.Equal("accepted", (await service.Client.PostJsonAsync(address, """{"decision":"accepted"}""")).Text("status"));
        var other = await service.Client.PostJsonAsync(address, """{"decision":"rejected","reason":"bad_fit"}""", HttpStatusCode.Conflict);
        Assert.StartsWith($"Handoff '{handoff.Id}' was accepted at ", other.Text("detail"), StringComparison.Ordinal);
        await PoolService.UntilAsync(async () => (await service.Pool.FindStandingAsync("accepted", Stop))?.Standing.SqlSince is null ? null : "SQL");
        Assert.Contains(await ListedAsync("accepted"), id => id == handoff.Id);
    }

    [Fact]
    public async Task A_rejection_keeps_its_reason_in_the_leads_history()
    {
        await service.AskForDemoAsync("rejected");
        var handoff = await HandoffOfAsync("rejected");
        var answer = await service.Client.PostJsonAsync(
            $"/v1/handoffs/{handoff.Id}/decision", """{"decision":"rejected","reason":"not_ready","note":"In autumn","by":"Grace"}""");
        Assert.Equal("notReady", answer.GetProperty("decision").Text("rejection"));
        var told = Assert.Single((await service.Pool.FindAsync("rejected", Stop))!.Events, item => item.Kind == "sales_rejected");
        Assert.Equal("not_ready", told.Properties["reason"]);
    }

    [Theory]
    [InlineData("""{"decision":"maybe"}""", "$.decision is 'maybe'; give accepted or rejected.")]
    [InlineData("""{"decision":"accepted","reason":"bad_fit"}""", "$.reason is there although the lead is accepted; leave it out.")]
    [InlineData("""{"decision":"rejected"}""", "$.reason is ''; give one of not_ready, bad_fit, duplicate, unreachable, no_need, other.")]
    [InlineData("""{"decision":"rejected","reason":"other"}""", "$.reason is other and $.note is empty; say in $.note what it is.")]
    public async Task A_decision_that_cannot_be_understood_is_answered_with_what_to_do(string body, string sentence) =>
        Assert.Equal(sentence, (await service.Client.PostJsonAsync("/v1/handoffs/any/decision", body, HttpStatusCode.BadRequest)).Text("detail"));

    [Fact]
    public async Task What_does_not_exist_is_named()
    {
        const string Accept = """{"decision":"accepted"}""";
        Assert.Equal(
            "There is no handoff 'h9'; GET /v1/handoffs lists them.",
            (await service.Client.PostJsonAsync("/v1/handoffs/h9/decision", Accept, HttpStatusCode.NotFound)).Text("detail"));
        Assert.Equal(
            "There is no webhook 'w9'; GET /v1/webhooks lists them.",
            (await service.Client.GetJsonAsync("/v1/webhooks/w9", HttpStatusCode.NotFound)).Text("detail"));
        Assert.Equal(
            "There is no alert 'm9'; GET /v1/alerts?status=dead lists those that failed.",
            (await service.Client.PostJsonAsync("/v1/alerts/m9/replay", "{}", HttpStatusCode.NotFound)).Text("detail"));
    }

    [Fact]
    public async Task A_webhook_can_be_changed_tested_given_a_new_secret_and_removed()
    {
        var hook = await service.Client.PostJsonAsync("/v1/webhooks", $$"""{"url":"{{service.Receiver.Url}}","kinds":["test"]}""", HttpStatusCode.Created);
        var address = $"/v1/webhooks/{hook.Text("id")}";
        var renewed = await service.Client.PostJsonAsync($"{address}/secret", "");
        Assert.NotEqual(hook.Text("secret"), renewed.Text("secret"));
        var test = await service.Client.PostJsonAsync($"{address}/test", "", HttpStatusCode.Accepted);
        var (id, timestamp, signature, body) = (await PoolService.UntilAsync(() => Task.FromResult(
            service.Receiver.Told.Where(one => one.Id == test.Text("id")).Select(one => Tuple.Create(one)).FirstOrDefault()))).Item1;
        Assert.Equal(AlertSignature.Sign(renewed.Text("secret"), id, long.Parse(timestamp), body), signature);

        using (var changed = await service.Client.PutAsync(address, IntakeService.Json($$"""{"url":"{{service.Receiver.Url}}","kinds":["lead.lost"]}"""), Stop))
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal("lead.lost", (await service.Client.GetJsonAsync(address)).GetProperty("kinds")[0].GetString());
        using var removed = await service.Client.DeleteAsync(address, Stop);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await service.Client.GetJsonAsync(address, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_dead_alert_is_listed_and_can_be_replayed()
    {
        var hook = await service.Client.PostJsonAsync("/v1/webhooks", """{"url":"http://127.0.0.1:1/","kinds":["test"]}""", HttpStatusCode.Created);
        var test = await service.Client.PostJsonAsync($"/v1/webhooks/{hook.Text("id")}/test", "", HttpStatusCode.Accepted);
        var id = test.Text("id");
        await PoolService.UntilAsync(async () => (await service.Client.GetJsonAsync($"/v1/alerts/{id}")).Text("status") == "dead" ? "dead" : null);
        var dead = (await service.Client.GetJsonAsync("/v1/alerts?limit=500")).GetProperty("alerts").EnumerateArray().Single(alert => alert.Text("id") == id);
        Assert.Equal(3, dead.Number("attempts"));
        using (var changed = await service.Client.PutAsync(
            $"/v1/webhooks/{hook.Text("id")}", IntakeService.Json($$"""{"url":"{{service.Receiver.Url}}","kinds":["test"]}"""), Stop))
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        await service.Client.PostJsonAsync($"/v1/alerts/{id}/replay", "", HttpStatusCode.Accepted);
        await PoolService.UntilAsync(async () => (await service.Client.GetJsonAsync($"/v1/alerts/{id}")).Text("status") == "delivered" ? "delivered" : null);
    }

    [Theory]
    [InlineData("""{"url":"crm.example/hook"}""", "$.url is 'crm.example/hook'; give an absolute address such as https://crm.example/warmleads, of up to 2000 characters.")]
    [InlineData("""{"url":"https://me:secret@crm.example/"}""", "$.url has a user name in it; leave it out, alerts are signed.")]
    public async Task An_address_that_cannot_be_used_is_refused(string body, string sentence) =>
        Assert.Equal(sentence, (await service.Client.PostJsonAsync("/v1/webhooks", body, HttpStatusCode.BadRequest)).Text("detail"));

    [Fact]
    public async Task An_unknown_kind_is_refused_with_the_known_ones()
    {
        var answer = await service.Client.PostJsonAsync("/v1/webhooks", """{"url":"https://crm.example/","kinds":["lead.sold"]}""", HttpStatusCode.BadRequest);
        Assert.StartsWith("$.kinds has 'lead.sold', which is no kind of alert; known are lead.cold, lead.warm, lead.hot, ", answer.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_monitor_says_how_it_is_doing()
    {
        await service.AskForDemoAsync("counted");
        await HandoffOfAsync("counted");
        var monitor = await service.Client.GetJsonAsync("/v1/monitor");
        Assert.True(monitor.GetProperty("states").Number("hot") >= 1);
        Assert.True(monitor.Number("looks") >= 1);
    }

    async Task<Handoff> HandoffOfAsync(string lead) =>
        await PoolService.UntilAsync(async () => (await service.Pool.ListHandoffsOfAsync(lead, Stop)).SingleOrDefault());

    async Task<IEnumerable<string>> ListedAsync(string status) =>
        (await service.Client.GetJsonAsync($"/v1/handoffs?status={status}&limit=500")).GetProperty("handoffs").EnumerateArray().Select(handoff => handoff.Text("id"));
}
