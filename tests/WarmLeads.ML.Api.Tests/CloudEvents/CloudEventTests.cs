namespace WarmLeads.ML.Api.Tests;

[Collection(IntakeCollection.Name)]
public sealed class CloudEventTests(IntakeService service)
{
    const string One =
        """{"specversion":"1.0","id":"A","source":"/site","type":"com.example.demo_requested","subject":"c1","time":"2026-05-04T09:30:00Z","datacontenttype":"application/json","data":{"page":"/demo","utm":{"source":"ads"}},"traceparent":"x"}""";

    [Fact]
    public async Task A_structured_event_is_an_event_of_its_subject()
    {
        await service.SendAsync("/v1/leads/c1", "{}", method: HttpMethod.Put);
        var answer = await service.SendAsync("/v1/events", One, type: "application/cloudevents+json");
        Assert.Equal(1, answer.GetProperty("stored").GetInt32());
        Assert.Equal(1, (await service.SendAsync("/v1/events", One, type: "application/cloudevents+json")).GetProperty("duplicates").GetInt32());
        var happened = Assert.Single((await service.Store.FindAsync("c1", default))!.Events);
        Assert.Equal(("/site", "A", "demo_request", new DateTimeOffset(2026, 5, 4, 9, 30, 0, TimeSpan.Zero)), (happened.Source, happened.EventId, happened.Kind, happened.OccurredAt));
        Assert.Equal(["page=/demo", "utm.source=ads"], happened.Properties.Select(pair => $"{pair.Key}={pair.Value}").Order());
    }

    [Fact]
    public async Task A_batch_is_answered_item_by_item()
    {
        var answer = await service.SendAsync(
            "/v1/events",
            """
            [{"specversion":"1.0","id":"1","source":"s","type":"page_view","subject":"c2"},
             {"specversion":"0.3","id":"2","source":"s","type":"page_view","time":"soon","data":7},
             {"specversion":"1.0","id":"3","source":"s","type":"page_view","subject":"c2","data_base64":"AA=="}]
            """, 207, type: "application/cloudevents-batch+json");
        var items = answer.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["stored", "refused", "refused"], items.Select(item => item.Text("status")));
        Assert.Equal(
            [
                "$[1].subject 'subject' is missing; it names the lead.", "$[1].specversion The version is '0.3'; send CloudEvents 1.0.",
                "$[1].time 'soon' is no instant; write it as RFC 3339: 2026-05-04T09:30:00Z.",
                "$[1].data Data must be an object of properties; it is a number.",
            ],
            items[1].GetProperty("errors").EnumerateArray().Select(error => $"{error.Text("path")} {error.Text("detail")}"));
        Assert.Equal("Data must be JSON; send it as 'data'.", items[2].GetProperty("errors")[0].Text("detail"));
    }

    [Fact]
    public async Task A_binary_event_has_its_attributes_in_headers()
    {
        await service.SendAsync("/v1/leads/c%203", "{}", method: HttpMethod.Put);
        await service.SendAsync(
            "/v1/events", """{"page":"/pricing"}""",
            headers: [("ce-specversion", "1.0"), ("ce-id", "b"), ("ce-source", "s"), ("ce-type", "page_view"), ("ce-subject", "c%203")]);
        Assert.Equal("/pricing", Assert.Single((await service.Store.FindAsync("c 3", default))!.Events).Properties["page"]);
        var refused = await service.SendAsync("/v1/events", "{}", 422, headers: [("ce-specversion", "1.0"), ("ce-id", "b"), ("ce-type", "x"), ("ce-subject", "c")]);
        Assert.Equal("header ce-source", refused.GetProperty("items")[0].GetProperty("errors")[0].Text("path"));
    }

    [Fact]
    public async Task Another_format_is_refused() => Assert.Equal(
        "The body's type is 'application/cloudevents+avro'; send CloudEvents as application/cloudevents+json or application/cloudevents-batch+json.",
        (await service.SendAsync("/v1/events", "{}", 415, type: "application/cloudevents+avro")).Text("detail"));
}
