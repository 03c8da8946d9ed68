using System.Text.Json;

namespace WarmLeads.ML.Api;

static class SegmentEndpoints
{
    static readonly string[] Types = ["identify", "track", "page", "screen", "group", "alias"];

    public static RouteGroupBuilder MapSegment(this IEndpointRouteBuilder routes)
    {
        var segment = routes.MapGroup("/segment").WithTags("Segment");
        foreach (var type in Types)
        {
            segment.MapPost($"/{type}", (HttpContext context, Intake intake, EventKinds kinds, TimeProvider clock, CancellationToken stop) =>
                    TakeCall(type, context, intake, kinds, clock, stop))
                .WithName($"Segment_{type}")
                .WithSummary($"Segment's {type} call, unchanged")
                .AddOpenApiOperationTransformer(BodySchema.Body(SegmentDescription.Call(type)));
        }

        segment.MapPost("/batch", TakeBatch)
            .WithSummary("Segment's batch call, unchanged: up to 2,500 calls in `batch`")
            .WithDescription(
                "`userId` is the lead; `anonymousId` stands for it until both come together or `alias` joins them. A message is taken in once per `messageId`. " +
                "`timestamp` is set right by `sentAt` as Segment does. identify changes attributes and the consent traits contactAllowed, doNotContact and " +
                "objectsToProfiling; group the account; track and page are events, their names made kinds by `names` in signals.json.")
            .AddOpenApiOperationTransformer(BodySchema.Body(SegmentDescription.Batch(Types)));
        return segment;
    }

    static async Task<IntakeAnswer> TakeCall(
        string type, HttpContext context, Intake intake, EventKinds kinds, TimeProvider clock, CancellationToken stop)
    {
        var body = await ReadObjectAsync(context);
        var message = new SegmentMessage(body, "$", type, SentAt(body), Context: null);
        return await intake.TakeInAsync([new SegmentReader(kinds, clock.GetUtcNow()).Read(message)], stop);
    }

    static async Task<IntakeAnswer> TakeBatch(HttpContext context, Intake intake, EventKinds kinds, TimeProvider clock, CancellationToken stop)
    {
        var body = await ReadObjectAsync(context);
        var mistakes = new JsonMistakes();
        if (!body.TryGetProperty("batch", out var list))
            mistakes.Add("$", "A batch needs 'batch', the list of calls; add it.");
        var calls = mistakes.Errors.Count > 0 ? [] : JsonBody.List(list, "$.batch", EventEndpoints.MaximumEvents, mistakes);
        mistakes.ThrowIfAny();

        var reader = new SegmentReader(kinds, clock.GetUtcNow());
        var sentAt = SentAt(body);
        JsonElement? outer = body.TryGetProperty("context", out var around) ? around : null;
        return await intake.TakeInAsync([.. calls.Select(call => Read(reader, call.Value, call.Path, sentAt, outer))], stop);
    }

    /// <summary>Reads a call that says its type itself.</summary>
    public static IntakeItem Read(SegmentReader reader, JsonElement call, string path, DateTimeOffset? sentAt, JsonElement? around)
    {
        if (call.ValueKind != JsonValueKind.Object)
            return IntakeItem.Refused(null, [new RequestError(path, $"A call must be an object; it is {JsonWords.Kind(call)}.")]);
        var type = call.TryGetProperty("type", out var given) && given.ValueKind == JsonValueKind.String
            ? Types.FirstOrDefault(known => given.ValueEquals(known))
            : null;
        return type is null
            ? IntakeItem.Refused(
                null, [new RequestError($"{path}.type", $"The type of a call is one of {string.Join(", ", Types)}; correct or add it.")])
            : reader.Read(new SegmentMessage(call, path, type, SentAt(call) ?? sentAt, around));
    }

    // Segment's libraries send JSON under more than one type (text/plain from browsers), and so it is read whatever it is called.
    static async Task<JsonElement> ReadObjectAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context, RequestLimits.Leads);
        return body.ValueKind == JsonValueKind.Object
            ? body
            : throw new InvalidRequestException([new RequestError("$", $"The body must be an object; it is {JsonWords.Kind(body)}.")]);
    }

    static DateTimeOffset? SentAt(JsonElement body) =>
        body.TryGetProperty("sentAt", out var sent) && sent.ValueKind == JsonValueKind.String && JsonFields.TryParseInstant(sent.GetString(), out var at) ? at : null;
}
