using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace WarmLeads.ML.Api;

/// <summary>The body of a prediction request and its two answers, for the API description: the columns are the model's, so no type has them.</summary>
static class PredictionDescription
{
    const string Json = "application/json";

    /// <summary>Describes the operation.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [Json] = new()
                {
                    Schema = new OpenApiSchema { OneOf = [Lead(), Leads()] },
                    Example = JsonNode.Parse(
                        """{ "id": "lead-1", "createdAt": "2026-05-01T08:00:00Z", "cutoff": "2026-05-20T08:00:00Z", "columns": { "country": "Norway" }, "events": [{ "kind": "page_view", "occurredAt": "2026-05-19T10:15:00Z", "properties": { "page": "pricing" } }] }"""),
                },
            },
        };
        operation.Responses!["200"].Content![Json].Schema = new OpenApiSchema
        {
            OneOf =
            [
                new OpenApiSchemaReference(nameof(PredictionAnswer), context.Document),
                new OpenApiSchemaReference(nameof(PredictionList), context.Document),
            ],
        };
        return Task.CompletedTask;
    }

    static OpenApiSchema Leads() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string>(StringComparer.Ordinal) { "leads" },
        Properties = Properties(("leads", new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            MinItems = 1,
            MaxItems = PredictionRequest.MaximumLeads,
            Items = Lead(),
            Description = "The leads; answered in their order, in `predictions`.",
        })),
        AdditionalPropertiesAllowed = false,
    };

    static OpenApiSchema Lead() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A lead. Members beside the ones listed are columns.",
        Properties = Properties(
            ("id", Text("Your id of the lead; repeated in the answer.")),
            ("cutoff", Instant("The moment as of which the lead is looked at; now when it is left out.")),
            ("createdAt", Instant("When the lead was registered; needed with `events`.")),
            ("accountId", Text("With `events`: the company that the lead belongs to.")),
            ("value", new OpenApiSchema { Type = JsonSchemaType.Number, Description = "With `events`: what a conversion would be worth." }),
            ("columns", new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Columns by name, such as names that mean something else in a lead.",
                AdditionalProperties = ColumnValue(),
            }),
            ("events", new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = "What the lead did; the engagement features are built from it as of the cutoff.",
                Items = Event(),
            })),
        AdditionalProperties = ColumnValue(),
    };

    static OpenApiSchema Event() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string>(StringComparer.Ordinal) { "kind", "occurredAt" },
        Properties = Properties(
            ("id", Text("The source's id of the event.")),
            ("source", Text("Where the event comes from.")),
            ("kind", Text("What happened: `page_view`, `email_opened`, `demo_request`…")),
            ("occurredAt", Instant("When it happened.")),
            ("receivedAt", Instant("When it became known; `occurredAt` when it is left out.")),
            ("properties", new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Details by name: page, topic, intent…",
                AdditionalProperties = ColumnValue(),
            })),
        AdditionalPropertiesAllowed = false,
    };

    static Dictionary<string, IOpenApiSchema> Properties(params (string Name, OpenApiSchema Schema)[] members) =>
        members.ToDictionary(member => member.Name, IOpenApiSchema (member) => member.Schema, StringComparer.Ordinal);

    static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    static OpenApiSchema Instant(string description) => new() { Type = JsonSchemaType.String, Format = "date-time", Description = description };

    static OpenApiSchema ColumnValue() => new()
    {
        Type = JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean | JsonSchemaType.Null,
    };
}
