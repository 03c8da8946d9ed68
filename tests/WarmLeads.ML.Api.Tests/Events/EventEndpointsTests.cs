using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api.Tests;

[Collection(IntakeCollection.Name)]
public sealed class EventEndpointsTests(IntakeService service)
{
    [Fact]
    public async Task One_event_is_stored_as_it_was_sent_and_received_by_our_clock()
    {
        await service.SendAsync("/v1/leads/e1", "{}", method: HttpMethod.Put);
        var before = TimeProvider.System.GetUtcNow();
        var answer = await service.SendAsync(
            "/v1/events",
            """{"id":"m1","source":"web","leadId":"e1","kind":"page_view","occurredAt":"2026-05-04T09:30:00+02:00","properties":{"page":"/pricing","seconds":12.50,"new":true,"none":null}}""");
        Assert.Equal(
            """{"items":[{"index":0,"status":"stored","id":"m1"}],"success":true,"stored":1,"duplicates":0,"refused":0}""", answer.GetRawText());

        var happened = Assert.Single((await service.Store.FindAsync("e1", default))!.Events);
        Assert.Equal(("web", "m1", "page_view"), (happened.Source, happened.EventId, happened.Kind));
        Assert.Equal(new DateTimeOffset(2026, 5, 4, 7, 30, 0, TimeSpan.Zero), happened.OccurredAt);
        Assert.InRange(happened.ReceivedAt, before.AddMilliseconds(-1), TimeProvider.System.GetUtcNow());
        Assert.Equal(["new=true", "page=/pricing", "seconds=12.50"], happened.Properties.Select(pair => $"{pair.Key}={pair.Value}").Order());
    }

    [Fact]
    public async Task Each_item_of_a_batch_is_answered_with_what_became_of_it()
    {
        await service.SendAsync("/v1/leads/e2", "{}", method: HttpMethod.Put);
        var answer = await service.SendAsync(
            "/v1/events",
            """
            {"events":[
              {"id":"b1","leadId":"e2","kind":"page_view","occurredAt":"2026-05-04T09:30:00Z"},
              {"id":"b1","leadId":"e2","kind":"page_view","occurredAt":"2026-05-04T09:30:00Z"},
              {"id":"b2","leadId":"stranger","kind":"page_view","occurredAt":"2026-05-04T09:30:00Z"},
              {"id":"b3","leadId":"e2","kind":"page_view","occurredAt":"2126-05-04T09:30:00Z"},
              {"id":"b4","leadId":"","occurredAt":"yesterday","receivedAt":"2026-05-04T09:30:00Z","properties":{"a":[]}},
              7
            ]}
            """, 207);
        Assert.Equal((2, 1, 3), (answer.GetProperty("stored").GetInt32(), answer.GetProperty("duplicates").GetInt32(), answer.GetProperty("refused").GetInt32()));
        var items = answer.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["stored", "duplicate", "stored", "refused", "refused", "refused"], items.Select(item => item.Text("status")));
        Assert.Equal("Lead 'stranger' is not stored yet; the event is kept and counts from the moment it is.", items[2].Text("note"));
        Assert.Matches(@"^2126-05-04T09:30:00Z is in the future \(it is .* here\); send what has happened, and check the sender's clock\.$", Errors(items[3]).Single().Detail);
        Assert.Equal(
            [
                ("$.events[4].leadId", "The lead's id has 0 characters; it may have 1 to 200."),
                ("$.events[4].occurredAt", "Here an instant is needed, as ISO 8601 with its offset: \"2026-05-04T09:30:00Z\"."),
                ("$.events[4].receivedAt", "When an event was received is the service's own word; leave 'receivedAt' out."),
                ("$.events[4].properties.a", "A value of 'properties' is a text, a number, a boolean or null; this is a list."),
                ("$.events[4]", "An event needs 'kind'; add it."),
            ],
            Errors(items[4]));
        Assert.Equal([("$.events[5]", "An event must be an object with 'leadId', 'kind' and 'occurredAt'; it is a number.")], Errors(items[5]));
    }

    [Fact]
    public async Task Nothing_stored_is_422()
    {
        var answer = await service.SendAsync("/v1/events", """{"leadId":"e3","kind":"x","occurredAt":"2026-05-04T09:30:00"}""", 422);
        Assert.False(answer.GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task What_is_sent_again_is_stored_once_also_without_an_id()
    {
        const string Event = """{"leadId":"e4","kind":"page_view","occurredAt":"2026-05-04T09:30:00Z","properties":{"page":"/"}}""";
        var sent = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.SendAsync("/v1/events", Event)));
        Assert.Single(sent, answer => answer.GetProperty("stored").GetInt32() == 1);
        Assert.Equal(19, sent.Sum(answer => answer.GetProperty("duplicates").GetInt32()));
    }

    [Fact]
    public async Task An_event_of_a_lead_that_comes_later_belongs_to_it()
    {
        await service.SendAsync("/v1/events", """{"leadId":"e5","kind":"page_view","occurredAt":"2026-05-04T09:30:00Z"}""");
        Assert.Null(await service.Store.FindAsync("e5", default));
        await service.SendAsync("/v1/leads/e5", "{}", method: HttpMethod.Put);
        Assert.Single((await service.Store.FindAsync("e5", default))!.Events);
    }

    [Theory]
    [InlineData("{", "The body is not valid JSON at line 1, byte 2; correct it and send it again.")]
    [InlineData("""{"\ud800":1}""", "A name in the body is not valid Unicode; send it as UTF-8.")]
    [InlineData("""{"properties":{"\udc00":1}}""", "A name in the body is not valid Unicode; send it as UTF-8.")]
    [InlineData("7", "The body must be an object, or an object with the list 'events'; it is a number.")]
    [InlineData("""{"events":7}""", "Here a list is needed; this is a number.")]
    [InlineData("""{"events":[]}""", "The list holds 0 items; send 1 to 2500 at a time.")]
    [InlineData("""{"events":[],"lead":1}""", "Beside 'events' the body may hold nothing else; put it into the items it belongs to.")]
    public async Task A_body_that_is_not_understood_is_refused_whole(string body, string sentence)
    {
        var problem = await service.SendAsync("/v1/events", body, 400);
        Assert.EndsWith(": " + sentence, problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_events_and_another_type_are_refused()
    {
        var many = $$"""{"events":[{{string.Join(',', Enumerable.Repeat("1", 2501))}}]}""";
        Assert.EndsWith("The list holds 2501 items; send 1 to 2500 at a time.", (await service.SendAsync("/v1/events", many, 400)).Text("detail"), StringComparison.Ordinal);
        Assert.Equal(
            "The body's type is 'text/csv; charset=utf-8'; send JSON with the header Content-Type: application/json.",
            (await service.SendAsync("/v1/events", "a,b", 415, type: "text/csv")).Text("detail"));
    }

    [Theory]
    [InlineData("""{"id":"\ud800","leadId":"e7","kind":"x","occurredAt":"2026-05-04T09:30:00Z"}""")]
    [InlineData("""{"leadId":"e\u00007","kind":"x","occurredAt":"2026-05-04T09:30:00Z"}""")]
    [InlineData("""{"leadId":"e7","kind":"x","occurredAt":"2026-05-04T09:30:00Z","properties":{"a":"\udc00"}}""")]
    [InlineData("""{"leadId":{},"kind":null,"occurredAt":7,"properties":null}""")]
    public async Task Texts_that_no_store_keeps_refuse_their_item_only(string item)
    {
        var answer = await service.SendAsync(
            "/v1/events", $$"""{"events":[{{item}},{"leadId":"e7","kind":"x","occurredAt":"2026-05-04T09:30:00Z","id":"{{Guid.NewGuid():n}}"}]}""", 207);
        Assert.Equal((1, 1), (answer.GetProperty("stored").GetInt32(), answer.GetProperty("refused").GetInt32()));
    }

    static IEnumerable<(string Path, string Detail)> Errors(JsonElement item) =>
        item.GetProperty("errors").EnumerateArray().Select(error => (error.Text("path"), error.Text("detail")));
}
