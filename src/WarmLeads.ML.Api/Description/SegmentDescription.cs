using Microsoft.OpenApi;

namespace WarmLeads.ML.Api;

/// <summary>The bodies of Segment's calls, for the API description: what is read of them. Anything else in them is let be.</summary>
static class SegmentDescription
{
    /// <summary>The types under which Segment's libraries send JSON.</summary>
    static readonly string[] s_types = [BodySchema.Json, "text/plain"];

    /// <summary>The body of one call, under each of the types that it comes by.</summary>
    public static (string Type, OpenApiMediaType Content)[] Call(string type) => Under(() => BodySchema.Media(CallObject(type), Example(type)));

    /// <summary>The body of a batch.</summary>
    public static (string Type, OpenApiMediaType Content)[] Batch(IReadOnlyList<string> types) => Under(() => BodySchema.Media(
        BodySchema.Open(
            "Calls of any type.", ["batch"],
            ("batch", BodySchema.List(
                new OpenApiSchema { OneOf = [.. types.Select(type => CallObject(type, isInBatch: true))] }, EventEndpoints.MaximumEvents, "The calls, in their order.")),
            ("sentAt", SentAt()),
            ("context", Context())),
        """{ "batch": [{ "type": "track", "messageId": "m-batch", "userId": "lead-1", "event": "Demo Requested", "timestamp": "2026-05-19T10:15:00Z" }] }"""));

    static (string Type, OpenApiMediaType Content)[] Under(Func<OpenApiMediaType> make) => [.. s_types.Select(type => (type, make()))];

    static OpenApiSchema CallObject(string type, bool isInBatch = false)
    {
        List<(string, OpenApiSchema)> members =
        [
            ("messageId", BodySchema.Text("A call is taken in once per id; made of its content when it is left out.")),
            ("userId", BodySchema.Text("The lead.")),
            ("anonymousId", BodySchema.Text("Stands for the lead until both ids come together.")),
            ("timestamp", BodySchema.Instant("When it happened, by the sender's clock.")),
            ("originalTimestamp", BodySchema.Instant("When it happened, by the sender's clock; with `sentAt` the clock is set right.")),
            ("sentAt", SentAt()),
            ("context", Context()),
            .. Own(type),
        ];
        if (isInBatch)
            members.Insert(0, ("type", BodySchema.Word("What kind of call it is.", type)));
        string[] needed = [.. isInBatch ? ["type"] : Array.Empty<string>(), .. Needed(type)];
        return BodySchema.Open($"Segment's {type} call. It has `userId` or `anonymousId`.", needed, [.. members]);
    }

    static string[] Needed(string type) => type switch
    {
        "track" => ["event"],
        "group" => ["groupId"],
        "alias" => ["userId"],
        _ => [],
    };

    static (string, OpenApiSchema)[] Own(string type) => type switch
    {
        "identify" => [("traits", Any("The lead's attributes; contactAllowed, doNotContact and objectsToProfiling are its consent."))],
        "group" => [("groupId", BodySchema.Text("The account.")), ("traits", Any("Attributes of the account, kept as `account_…`."))],
        "alias" => [("previousId", BodySchema.Text("The id that the lead had before; `anonymousId` when it is left out."))],
        "track" => [("event", BodySchema.Text("What happened; it becomes a kind by `names` in signals.json.")), ("properties", Any("Details by name."))],
        _ => [("name", BodySchema.Text("The name of what was looked at.")), ("properties", Any("Details by name."))],
    };

    static OpenApiSchema SentAt() => BodySchema.Instant("When it was sent, by the sender's clock.");

    static OpenApiSchema Context() => Any("Page, campaign and user agent are read of it.");

    static OpenApiSchema Any(string description) => new() { Type = JsonSchemaType.Object, Description = description };

    static string Example(string type) => type switch
    {
        "identify" => """{ "messageId": "m-identify", "userId": "lead-1", "traits": { "industry": "Software", "contactAllowed": true } }""",
        "group" => """{ "messageId": "m-group", "userId": "lead-1", "groupId": "a-7", "traits": { "size": 120 } }""",
        "alias" => """{ "messageId": "m-alias", "userId": "lead-1", "previousId": "visitor-1" }""",
        "track" => """{ "messageId": "m-track", "userId": "lead-1", "event": "Demo Requested", "timestamp": "2026-05-19T10:15:00Z" }""",
        _ => $$"""{ "messageId": "m-{{type}}", "anonymousId": "visitor-1", "name": "Pricing", "properties": { "path": "/pricing" } }""",
    };
}
