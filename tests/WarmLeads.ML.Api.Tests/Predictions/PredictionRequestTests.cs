using System.Text.Json;

namespace WarmLeads.ML.Api.Tests;

public sealed class PredictionRequestTests
{
    [Fact]
    public void Columns_stand_in_the_lead_or_in_its_columns()
    {
        var lead = Assert.Single(Read("""{ "id": 7, "Country": "Norway", "columns": { "id": "x", "Visits": 3, "Paid": true, "Note": null } }""").Leads);

        Assert.Equal("7", lead.Id);
        Assert.Equal(
            [("Country", "\"Norway\""), ("id", "\"x\""), ("Visits", "3"), ("Paid", "true"), ("Note", "null")],
            lead.Columns.Select(column => (column.Key, column.Value.GetRawText())));
        Assert.Null(lead.Events);
    }

    [Fact]
    public void Events_without_a_time_of_receipt_count_as_known_when_they_happened()
    {
        var lead = Assert.Single(Read(
            """{ "createdAt": "2026-05-01", "events": [{ "kind": "page_view", "occurredAt": "2026-05-02T10:00:00+02:00", "properties": { "page": "pricing", "seconds": 12 } }] }""").Leads);

        var item = Assert.Single(lead.Events!);
        Assert.Equal(new DateTimeOffset(2026, 5, 2, 8, 0, 0, TimeSpan.Zero), item.OccurredAt);
        Assert.Equal(item.OccurredAt, item.ReceivedAt);
        Assert.Equal("12", item.Properties["seconds"]);
        Assert.Equal(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero), lead.CreatedAt);
    }

    [Fact]
    public void A_list_keeps_its_order()
    {
        var request = Read("""{ "leads": [{ "id": "b", "x": 1 }, { "id": "a", "x": 2 }] }""");
        Assert.True(request.IsBatch);
        Assert.Equal(["b", "a"], request.Leads.Select(lead => lead.Id));
    }

    [Theory]
    [InlineData("[]", "$", "A lead must be an object with its columns, such as {\"Country\": \"Norway\"}; it is a list.")]
    [InlineData("{}", "$", "The lead holds neither a column nor events; give at least one, such as {\"Country\": \"Norway\"}.")]
    [InlineData("""{ "leads": [] }""", "$.leads", "'leads' holds 0 leads; send 1 to 1000 at a time.")]
    [InlineData("""{ "leads": {} }""", "$.leads", "'leads' must be a list of leads; it is an object.")]
    [InlineData("""{ "leads": [{ "x": 1 }], "y": 2 }""", "$.y", "Beside 'leads' the body may hold nothing else; put it into the leads it belongs to.")]
    [InlineData("""{ "leads": [{ "x": 1 }, 5] }""", "$.leads[1]", "A lead must be an object with its columns, such as {\"Country\": \"Norway\"}; it is a number.")]
    [InlineData("""{ "x": [1] }""", "$.x", "A column's value is a text, a number, a boolean or null; this is a list.")]
    [InlineData("""{ "x": 1e999 }""", "$.x", "The number is beyond the range of a 64-bit floating point number; send a smaller one.")]
    [InlineData("""{ "x": "\ud800" }""", "$.x", "The text is not valid Unicode; send it as UTF-8.")]
    [InlineData("""{ "x": 1, "id": true }""", "$.id", "Here a text is needed; this is a boolean.")]
    [InlineData("""{ "x": 1, "id": "" }""", "$.id", "An id has 1 to 200 characters; this one has 0.")]
    [InlineData("""{ "x": 1, "cutoff": "yesterday" }""", "$.cutoff", "Here an instant is needed, as ISO 8601 with its offset: \"2026-05-04T09:30:00Z\".")]
    [InlineData("""{ "x": 1, "cutoff": "2026-05-04T09:30:00" }""", "$.cutoff", "Here an instant is needed, as ISO 8601 with its offset: \"2026-05-04T09:30:00Z\".")]
    [InlineData("""{ "x": 1, "columns": { "x": 2 } }""", "$.x", "Column 'x' stands both in the lead and in its 'columns'; keep one.")]
    [InlineData("""{ "columns": 3 }""", "$.columns", "'columns' must be an object from name to value; it is a number.")]
    [InlineData("""{ "events": [] }""", "$", "A lead with events needs 'createdAt', the moment it was registered; add it.")]
    [InlineData("""{ "createdAt": "2026-05-01", "events": 1 }""", "$.events", "'events' must be a list of events; it is a number.")]
    [InlineData("""{ "createdAt": "2026-05-01", "events": [{ "kind": "page_view" }] }""", "$.events[0]", "An event needs 'kind', such as \"page_view\", and 'occurredAt'; add what is missing.")]
    [InlineData("""{ "createdAt": "2026-05-01", "events": [{ "kind": "page_view", "occurredAt": "2026-05-02", "at": 1 }] }""", "$.events[0].at", "An event has no 'at'; it has id, source, kind, occurredAt, receivedAt and properties.")]
    [InlineData("""{ "createdAt": "2026-05-01", "events": [{ "kind": "page_view", "occurredAt": "2026-05-02", "properties": { "a": {} } }] }""", "$.events[0].properties.a", "A property is a text, a number, a boolean or null; this is an object.")]
    public void A_mistake_is_named_with_its_place_and_what_to_do(string body, string path, string sentence)
    {
        var mistakes = Assert.Throws<InvalidRequestException>(() => Read(body));
        Assert.Equal(new RequestError(path, sentence), mistakes.Errors[0]);
    }

    [Fact]
    public void All_mistakes_are_told_at_once_up_to_twenty()
    {
        var leads = string.Join(',', Enumerable.Repeat("{}", 30));
        Assert.Equal(20, Assert.Throws<InvalidRequestException>(() => Read($$"""{ "leads": [{{leads}}] }""")).Errors.Count);
    }

    [Fact]
    public void A_thousand_leads_are_taken_and_one_more_is_not()
    {
        var thousand = string.Join(',', Enumerable.Repeat("""{ "x": 1 }""", 1000));
        Assert.Equal(1000, Read($$"""{ "leads": [{{thousand}}] }""").Leads.Count);
        var refused = Assert.Throws<InvalidRequestException>(() => Read($$"""{ "leads": [{{thousand}}, { "x": 1 }] }"""));
        Assert.Equal("$.leads: 'leads' holds 1001 leads; send 1 to 1000 at a time.", refused.Message);
    }

    static PredictionRequest Read(string json) => PredictionRequest.Read(JsonDocument.Parse(json).RootElement);
}
