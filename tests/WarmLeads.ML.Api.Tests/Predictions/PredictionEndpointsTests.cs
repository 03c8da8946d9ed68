using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api.Tests;

[Collection(ServiceCollection.Name)]
public sealed class PredictionEndpointsTests(ServiceFactory service)
{
    [Fact]
    public async Task What_is_shown_adds_up_to_what_is_shown()
    {
        var answer = await service.Client.PostJsonAsync("/v1/predictions", """{ "id": "me", "industry": "Software", "session_count_7d": 3, "country": null }""");

        Answers.AssertAddsUp(answer);
        Assert.Equal("me", answer.Text("leadId"));
        Assert.Equal(30, answer.GetProperty("horizonDays").GetInt32());
        var horizons = answer.GetProperty("horizons").EnumerateArray()
            .ToDictionary(chance => chance.GetProperty("days").GetInt32(), chance => chance.GetProperty("probability").GetDouble());
        Assert.True(horizons.Count > 1);
        Assert.Equal(answer.GetProperty("probability").GetDouble(), horizons[30]);
        Assert.Equal(horizons.OrderBy(pair => pair.Value).ThenBy(pair => pair.Key), horizons);
        Assert.Equal("the lead converts within 30 days", answer.Text("target"));
        Assert.Equal("conversion", answer.GetProperty("model").Text("name"));
        Assert.Equal(64, answer.GetProperty("model").Text("hash").Length);
        Assert.InRange(answer.GetProperty("reasons").GetArrayLength(), 1, 5);
    }

    [Fact]
    public async Task A_list_is_answered_in_its_order_as_each_lead_alone()
    {
        const string cutoff = "2026-01-02T03:04:05Z";
        var leads = Enumerable.Range(0, 5).Select(i => $$"""{ "id": "{{i}}", "cutoff": "{{cutoff}}", "session_count_7d": {{i}} }""").ToList();

        var list = await service.Client.PostJsonAsync("/v1/predictions", $$"""{ "leads": [{{string.Join(',', leads)}}] }""");

        var answers = list.GetProperty("predictions").EnumerateArray().ToList();
        Assert.Equal(5, answers.Count);
        for (var i = 0; i < answers.Count; i++)
            Assert.Equal((await service.Client.PostJsonAsync("/v1/predictions", leads[i])).GetRawText(), answers[i].GetRawText());
    }

    [Fact]
    public async Task A_lead_sent_with_its_events_is_scored_as_the_stored_one()
    {
        var store = service.Services.GetRequiredService<IPoolStore>();
        var list = await service.Client.GetJsonAsync("/v1/leads?limit=100");
        var cutoff = list.Text("cutoff");
        var found = await store.FindManyAsync(
            [.. list.GetProperty("leads").EnumerateArray().Select(lead => lead.Text("id"))], withColleagues: true, TestContext.Current.CancellationToken);
        // One that lacks no attribute: what is missing is said of a lead that is sent.
        var history = found.Select(lead => lead.History).Where(one => one.EventsOfAccount!.Count > 1).MaxBy(one => one.Lead.Attributes.Count)!;
        var id = history.Lead.Id;

        var stored = await service.Client.GetJsonAsync($"/v1/leads/{id}/prediction?asOf={Uri.EscapeDataString(cutoff)}");
        var sent = await service.Client.PostJsonAsync("/v1/predictions", Body(history, cutoff).ToJsonString());

        Assert.Equal(stored.GetRawText(), sent.GetRawText());
        Assert.NotEmpty(history.Events);
    }

    [Fact]
    public async Task What_is_not_said_of_colleagues_counts_as_quiet_and_is_missed()
    {
        var pool = service.Services.GetRequiredService<ModelPool>();
        var model = ColleagueModel.Make(DateTimeOffset.UnixEpoch);
        pool.Publish(new ConversionModel(model.Identity with { Name = "with colleagues" }, model.Schema, model.Trees, model.Effects, "hash of colleagues"));
        const string Lead = """ "id": "new", "accountId": "acme", "createdAt": "2026-01-01", "cutoff": "2026-02-01", "events": [] """;

        var silent = await AskAsync($$"""{ {{Lead}} }""");
        var quiet = await AskAsync($$"""{ {{Lead}}, "eventsOfAccount": [] }""");
        var loud = await AskAsync($$"""{ {{Lead}}, "eventsOfAccount": [{ "leadId": "other", "kind": "demo_request", "occurredAt": "2026-01-20T00:00:00Z" }] }""");
        var own = await AskAsync($$"""{ {{Lead}}, "eventsOfAccount": [{ "leadId": "new", "kind": "demo_request", "occurredAt": "2026-01-20T00:00:00Z" }] }""");

        const string Missed = "The model measures what colleagues do, and nothing was said of account 'acme'; it counts as quiet. Send 'eventsOfAccount'.";
        Assert.Contains(Missed, silent.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()));
        Assert.DoesNotContain(Missed, quiet.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()));
        Assert.Equal(silent.Number("probability"), quiet.Number("probability"));
        Assert.Equal(quiet.Number("probability"), own.Number("probability"));
        Assert.True(loud.Number("probability") > 2 * quiet.Number("probability"));

        Task<JsonElement> AskAsync(string body) => service.Client.PostJsonAsync("/v1/predictions?model=with%20colleagues", body);
    }

    [Fact]
    public async Task What_attributes_say_between_the_lines_counts_with_events_and_without()
    {
        var columns = await service.Client.PostJsonAsync("/v1/predictions", """{ "job_title": "Director of Marketing", "email_domain": "gmail.com" }""");
        var events = await service.Client.PostJsonAsync(
            "/v1/predictions", """{ "createdAt": "2026-01-01", "job_title": "Director of Marketing", "email_domain": "gmail.com", "events": [] }""");
        foreach (var answer in new[] { columns, events })
        {
            var seniority = answer.GetProperty("contributions").EnumerateArray().Single(one => one.Text("name") == "title_seniority");
            Assert.Equal("director", seniority.Text("value"));
        }
    }

    [Fact]
    public async Task A_model_without_a_horizon_reads_between_the_lines_too()
    {
        Publish("final", model => (model.Identity with { Name = "final", HorizonDays = null }, model.Schema));

        var answer = await service.Client.PostJsonAsync("/v1/predictions?model=final", """{ "job_title": "Director of Marketing" }""");

        var seniority = answer.GetProperty("contributions").EnumerateArray().Single(one => one.Text("name") == "title_seniority");
        Assert.Equal("director", seniority.Text("value"));
    }

    [Fact]
    public async Task What_a_model_measures_of_its_own_history_is_built_from_events_too()
    {
        Publish("measuring", model =>
            (model.Identity with { Name = "measuring" }, model.Schema with { Measures = new HistoryMeasures { Kinds = ["gate:tapped"], Texts = ["staff"] } }));

        foreach (var name in new[] { "kind_gate_tapped_count_ever", "latest_staff" })
        {
            var problem = await service.Client.PostJsonAsync(
                "/v1/predictions?model=measuring", $$"""{ "{{name}}": 1, "createdAt": "2026-01-01", "events": [] }""", HttpStatusCode.BadRequest);
            Assert.Equal($"$.{name}: '{name}' is built from the lead's events; leave out either it or 'events'.", problem.Text("detail"));
        }
    }

    [Fact]
    public async Task What_was_not_given_or_is_of_no_use_is_said()
    {
        var answer = await service.Client.PostJsonAsync("/v1/predictions", """{ "industry": "Software", "shoe_size": 44 }""");
        var warnings = answer.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!).ToList();
        Assert.Equal("The model has no use for 1 of the columns (shoe_size); they change nothing.", warnings[0]);
        Assert.Matches(@"^\d+ of the model's \d+ inputs were not given and count as missing \(.*, …\)\.$", warnings[1]);
    }

    [Theory]
    [InlineData("""{ "shoe_size": 44 }""", "$: Model conversion knows none of the lead's columns; it knows ")]
    [InlineData("""{ "createdAt": "2026-01-01", "cutoff": "2026-01-01", "events": [] }""", "$.createdAt: The lead was registered at 2026-01-01T00:00:00.0000000+00:00, which is not before the cutoff 2026-01-01T00:00:00.0000000+00:00; give a later cutoff.")]
    [InlineData("""{ "createdAt": "2026-01-01", "session_count_7d": 1, "events": [] }""", "$.session_count_7d: 'session_count_7d' is built from the lead's events; leave out either it or 'events'.")]
    [InlineData("""{ "id": "a", "createdAt": "2026-01-01", "eventsOfAccount": [] }""", "$: The lead holds neither")]
    [InlineData("""{ "id": "a", "createdAt": "2026-01-01", "x": 1, "eventsOfAccount": [] }""", "$: A lead with 'eventsOfAccount' needs 'id' and its own 'events', which may be an empty list; add them.")]
    [InlineData("""{ "id": "a", "createdAt": "2026-01-01", "events": [], "eventsOfAccount": [{ "kind": "page_view", "occurredAt": "2026-01-01" }] }""", "$.eventsOfAccount[0]: An event of the account needs 'leadId', the lead that it is of; add it.")]
    [InlineData("""{ "id": "a", "createdAt": "2026-01-01", "events": [{ "leadId": "a", "kind": "page_view", "occurredAt": "2026-01-01" }] }""", "$.events[0].leadId: An event has no 'leadId'; it has id, source, kind, occurredAt, receivedAt and properties.")]
    [InlineData("""{ "x": """, "$: The body is not valid JSON at line 1, byte 8; correct it and send it again.")]
    [InlineData("""{ "x": 1, "x": 2 }""", "$: The body is not valid JSON")]
    public async Task A_mistake_is_a_problem_that_says_what_where_and_what_to_do(string body, string sentence)
    {
        var problem = await service.Client.PostJsonAsync("/v1/predictions", body, HttpStatusCode.BadRequest);
        Assert.Equal("The request cannot be understood", problem.Text("title"));
        Assert.StartsWith(sentence, problem.Text("detail"), StringComparison.Ordinal);
        Assert.False(problem.TryGetProperty("traceId", out _));
        Assert.StartsWith("$", problem.GetProperty("errors")[0].Text("path"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_by_its_type_is_refused()
    {
        using var content = new StringContent("{}", Encoding.UTF8, "text/plain");
        using var answer = await service.Client.PostAsync("/v1/predictions", content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains(
            "The body's type is 'text/plain; charset=utf-8'; send JSON with the header Content-Type: application/json.",
            await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        // The client asks first, so that it is there to read the answer instead of writing into a closed connection.
        using var client = service.CreateClient();
        client.DefaultRequestHeaders.ExpectContinue = true;
        var problem = await client.PostJsonAsync(
            "/v1/predictions", $$"""{ "x": "{{new string('a', 17_000_000)}}" }""", HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal("The body is larger than 16777216 bytes; send less at a time.", problem.Text("detail"));
    }

    [Fact]
    public async Task An_unknown_model_is_named_with_the_known_ones()
    {
        var problem = await service.Client.PostJsonAsync("/v1/predictions?model=nix", """{ "industry": "Software" }""", HttpStatusCode.NotFound);
        Assert.StartsWith("No model is named 'nix'; known are conversion", problem.Text("detail"), StringComparison.Ordinal);
    }

    void Publish(string name, Func<ConversionModel, (ModelIdentity Identity, ModelSchema Schema)> change)
    {
        var pool = service.Services.GetRequiredService<ModelPool>();
        var serving = pool.Find("conversion")!;
        var (identity, schema) = change(serving);
        pool.Publish(new ConversionModel(identity, schema, serving.Trees, serving.Effects, $"hash of {name}"));
    }

    static JsonObject Body(LeadHistory history, string cutoff) => new()
    {
        ["id"] = history.Lead.Id,
        ["createdAt"] = Instant(history.Lead.CreatedAt),
        ["cutoff"] = cutoff,
        ["accountId"] = history.Lead.AccountId,
        ["value"] = history.Lead.Value,
        ["columns"] = new JsonObject(history.Lead.Attributes.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))),
        ["events"] = new JsonArray([.. history.Events.Select(Body)]),
        ["eventsOfAccount"] = new JsonArray([.. history.EventsOfAccount!.SelectMany(events => events).Select(item =>
        {
            var body = Body(item);
            body["leadId"] = item.LeadId;
            return (JsonNode)body;
        })]),
    };

    static JsonObject Body(EngagementEvent item) => new()
    {
        ["id"] = item.EventId,
        ["source"] = item.Source,
        ["kind"] = item.Kind,
        ["occurredAt"] = Instant(item.OccurredAt),
        ["receivedAt"] = Instant(item.ReceivedAt),
        ["properties"] = new JsonObject(item.Properties.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))),
    };

    static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Who_objected_to_profiling_is_not_scored_from_a_body_either()
    {
        var store = service.Services.GetRequiredService<ILeadStore>();
        var at = new DateTimeOffset(2026, 2, 1, 10, 0, 0, TimeSpan.Zero);
        await store.TakeInAsync(new IntakeBatch { Consents = [new ConsentStatement("never-me", ConsentKind.ProfilingObjection, Holds: true, at, "mail")] }, default);
        const string sentence = "Lead 'never-me' objected to profiling on 2026-02-01T10:00:00.0000000+00:00; it is not scored. Leave it out.";

        var one = await service.Client.PostJsonAsync("/v1/predictions", """{ "id": "never-me", "industry": "Software" }""", HttpStatusCode.BadRequest);
        Assert.Equal([("$.id", sentence)], one.GetProperty("errors").EnumerateArray().Select(error => (error.Text("path"), error.Text("detail"))));
        var many = await service.Client.PostJsonAsync(
            "/v1/predictions", """{ "leads": [{ "id": "another", "industry": "Software" }, { "id": "never-me", "industry": "Software" }] }""", HttpStatusCode.BadRequest);
        Assert.Equal([("$.leads[1].id", sentence)], many.GetProperty("errors").EnumerateArray().Select(error => (error.Text("path"), error.Text("detail"))));
        await service.Client.PostJsonAsync("/v1/predictions", """{ "id": "another", "industry": "Software" }""");
    }
}
