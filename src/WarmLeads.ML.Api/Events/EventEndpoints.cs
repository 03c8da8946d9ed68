namespace WarmLeads.ML.Api;

static class EventEndpoints
{
    /// <summary>Most events of one request.</summary>
    public const int MaximumEvents = 2500;

    public static RouteGroupBuilder MapEvents(this IEndpointRouteBuilder routes)
    {
        var events = routes.MapGroup("/events").WithTags("Events");
        events.MapPost("/", AddEvents)
            .WithSummary("What a lead did: one event, up to 2,500 in `events`, or CloudEvents")
            .WithDescription(
                "An event has `leadId`, `kind` and `occurredAt`, and may have `id`, `source` and `properties`. It is stored once per source and id, however " +
                "often it is sent; without an id its content is its id. The answer is given when everything is on the disk, and says of each event what " +
                "became of it: 200 all stored or stored before, 207 some refused, 422 all refused. An event of a lead that is not stored yet waits for it. " +
                "CloudEvents 1.0 are taken by their content type, structured, in batches or with ce- headers: `subject` is the lead, `type` the kind, `data` the properties.")
            .AddOpenApiOperationTransformer(BodySchema.Body(
                (BodySchema.Json, EventDescription.Events), (CloudEventReader.Structured + CloudEventReader.AsJson, EventDescription.CloudEvent),
                (CloudEventReader.Batched + CloudEventReader.AsJson, EventDescription.CloudEvents)));
        return events;
    }

    static async Task<IntakeAnswer> AddEvents(HttpContext context, Intake intake, EventKinds kinds, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        IReadOnlyList<IntakeItem> items;
        if (CloudEventReader.FormOf(context.Request) is var form and not CloudEventForm.None)
        {
            items = await new CloudEventReader(kinds, now).ReadAsync(context, form);
        }
        else
        {
            JsonBody.RequireJson(context);
            var reader = new EventItemReader(now);
            var body = await JsonBody.ReadAsync(context, RequestLimits.Leads);
            items = [.. JsonBody.Items(body, "events", MaximumEvents).Select(item => reader.Read(item.Value, item.Path))];
        }

        return await intake.TakeInAsync(items, stop);
    }
}
