using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace WarmLeads.ML.Api;

/// <summary>The body of a prediction request and its two answers, for the API description: the columns are the model's, so no type has them.</summary>
static class PredictionDescription
{
    static readonly string[] s_required = ["kind", "occurredAt"];

    /// <summary>Describes the operation.</summary>
    public static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        await BodySchema.Body((BodySchema.Json, BodySchema.Media(
            new OpenApiSchema { OneOf = [Lead(), Leads()] },
            """{ "id": "lead-1", "createdAt": "2026-05-01T08:00:00Z", "cutoff": "2026-05-20T08:00:00Z", "columns": { "country": "Norway" }, "events": [{ "kind": "page_view", "occurredAt": "2026-05-19T10:15:00Z", "properties": { "page": "pricing" } }] }""")))(
            operation, context, stop);
        operation.Responses!["200"].Content![BodySchema.Json].Schema = new OpenApiSchema
        {
            OneOf =
            [
                new OpenApiSchemaReference(nameof(PredictionAnswer), context.Document),
                new OpenApiSchemaReference(nameof(PredictionList), context.Document),
            ],
        };
    }

    static OpenApiSchema Leads() => BodySchema.Object(
        "Several leads.", ["leads"],
        ("leads", BodySchema.List(Lead(), PredictionRequest.MaximumLeads, "The leads; answered in their order, in `predictions`.")));

    static OpenApiSchema Lead()
    {
        var lead = BodySchema.Open(
            "A lead. Members beside the ones listed are columns.", [],
            ("id", BodySchema.Text("Your id of the lead; repeated in the answer. A stored lead of this id that objected to profiling is not scored.")),
            ("cutoff", BodySchema.Instant("The moment as of which the lead is looked at; now when it is left out.")),
            ("createdAt", BodySchema.Instant("When the lead was registered; needed with `events`.")),
            ("accountId", BodySchema.Text("With `events`: the company that the lead belongs to.")),
            ("value", BodySchema.Number("With `events`: what a conversion would be worth.")),
            ("columns", BodySchema.Map("Columns by name, such as names that mean something else in a lead.")),
            ("events", new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = "What the lead did; the engagement features are built from it as of the cutoff.",
                Items = Event(),
            }),
            ("eventsOfAccount", new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description =
                    "With `id` and `events`: what the leads of its account did, for models that measure colleagues; left out, the colleagues " +
                    "count as quiet. Events of the lead itself do not count.",
                Items = BodySchema.Object("What a lead of the account did.", ["leadId", .. s_required], [("leadId", BodySchema.Text("The lead that the event is of.")), .. EventFields()]),
            }));
        lead.AdditionalProperties = BodySchema.Scalar();
        return lead;
    }

    static OpenApiSchema Event() => BodySchema.Object("What the lead did.", s_required, EventFields());

    static (string, OpenApiSchema)[] EventFields() =>
    [
        ("id", BodySchema.Text("The source's id of the event.")),
        ("source", BodySchema.Text("Where the event comes from.")),
        ("kind", BodySchema.Text("What happened: `page_view`, `email_opened`, `demo_request`…")),
        ("occurredAt", BodySchema.Instant("When it happened.")),
        ("receivedAt", BodySchema.Instant("When it became known; `occurredAt` when it is left out.")),
        ("properties", BodySchema.Map("Details by name: page, topic, intent…")),
    ];
}
