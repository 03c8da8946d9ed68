using Microsoft.OpenApi;

namespace WarmLeads.ML.Api;

/// <summary>The bodies that tell what leads did, for the API description: our own form and CloudEvents.</summary>
static class EventDescription
{
    /// <summary>Our own form.</summary>
    public static OpenApiMediaType Events => BodySchema.Media(
        BodySchema.OneOrMany("events", EventEndpoints.MaximumEvents, Event),
        """{ "events": [{ "id": "e-1", "source": "website", "leadId": "lead-1", "kind": "page_view", "occurredAt": "2026-05-19T10:15:00Z", "properties": { "page": "pricing" } }] }""");

    /// <summary>One CloudEvent.</summary>
    public static OpenApiMediaType CloudEvent => BodySchema.Media(
        Cloud(),
        """{ "specversion": "1.0", "id": "c-1", "source": "/crm", "type": "demo_request", "subject": "lead-1", "time": "2026-05-19T10:15:00Z", "data": { "page": "pricing" } }""");

    /// <summary>A list of CloudEvents.</summary>
    public static OpenApiMediaType CloudEvents => BodySchema.Media(
        BodySchema.List(Cloud(), EventEndpoints.MaximumEvents),
        """[{ "specversion": "1.0", "id": "c-2", "source": "/crm", "type": "page_view", "subject": "lead-1", "time": "2026-05-19T10:15:00Z" }]""");

    static OpenApiSchema Event() => BodySchema.Object(
        "What a lead did. It is stored once per source and id.", ["leadId", "kind", "occurredAt"],
        ("id", BodySchema.Text("The source's id of the event; made of its content when it is left out.")),
        ("source", BodySchema.Text("Where the event comes from; `api` when it is left out.")),
        ("leadId", BodySchema.Text("Whose event it is.")),
        ("kind", BodySchema.Text("What happened: `page_view`, `email_opened`, `demo_request`…; unknown kinds are kept and counted.")),
        ("occurredAt", BodySchema.Instant("When it happened.")),
        ("properties", BodySchema.Map("Details by name: page, topic, intent…")));

    static OpenApiSchema Cloud() => BodySchema.Open(
        "A CloudEvent 1.0. Sent with `ce-` headers instead, its attributes are the headers and its data is the body.", ["specversion", "id", "source", "type", "subject"],
        ("specversion", BodySchema.Word("The version of the specification.", "1.0")),
        ("id", BodySchema.Text("With `source` it makes the event unique.")),
        ("source", BodySchema.Text("Where the event comes from.")),
        ("type", BodySchema.Text("What happened; it becomes the kind by `names` in signals.json.")),
        ("subject", BodySchema.Text("The lead.")),
        ("time", BodySchema.Instant("When it happened; when it was received when it is left out.")),
        ("data", new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The properties." }));
}
