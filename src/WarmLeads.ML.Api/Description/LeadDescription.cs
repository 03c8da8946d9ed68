using Microsoft.OpenApi;

namespace WarmLeads.ML.Api;

/// <summary>The bodies that tell what is known of a lead, what it agreed to and how it ended, for the API description.</summary>
static class LeadDescription
{
    /// <summary>A whole lead.</summary>
    public static OpenApiMediaType Lead => BodySchema.Media(
        BodySchema.Object(
            "What is known of a lead; each member may be left out.", [],
            ("createdAt", BodySchema.Instant("When the lead was registered; a new lead without it begins with its earliest change.")),
            ("updatedAt", BodySchema.Instant("Since when it holds; now when it is left out.")),
            ("accountId", OrNull(BodySchema.Text("The company that it belongs to."))),
            ("value", OrNull(BodySchema.Number("What a conversion would be worth."))),
            ("attributes", BodySchema.Map("Industry, company size, country, source, segment…, by the CRM's names.")),
            ("consent", ConsentObject())),
        """{ "createdAt": "2026-05-01T08:00:00Z", "accountId": "a-7", "value": 12000, "attributes": { "country": "Norway", "segment": "smb" }, "consent": { "contactAllowed": true, "source": "form" } }""");

    /// <summary>What a lead agreed and objected to.</summary>
    public static OpenApiMediaType Consent => BodySchema.Media(
        ConsentObject(), """{ "contactAllowed": true, "source": "form", "at": "2026-05-01T08:00:00Z" }""");

    /// <summary>How leads ended.</summary>
    public static OpenApiMediaType Outcomes => BodySchema.Media(
        BodySchema.OneOrMany("outcomes", OutcomeEndpoints.MaximumOutcomes, Outcome),
        """{ "leadId": "lead-1", "outcome": "converted", "occurredAt": "2026-05-20T09:00:00Z" }""");

    static OpenApiSchema ConsentObject() => BodySchema.Object(
        "At least one of the three statements; what is not said stays as it was.", [],
        ("contactAllowed", BodySchema.Boolean("Whether it agreed to be contacted.")),
        ("doNotContact", BodySchema.Boolean("Whether it must not be contacted.")),
        ("objectsToProfiling", BodySchema.Boolean("Whether it objects to being profiled: it is then scored no more and in no list.")),
        ("source", BodySchema.Text("Who says so; `api` when it is left out.")),
        ("at", BodySchema.Instant("When it was said; now when it is left out.")));

    static OpenApiSchema Outcome() => BodySchema.Object(
        "How a lead ended; the first outcome of a lead stands.", ["leadId", "outcome", "occurredAt"],
        ("leadId", BodySchema.Text("Whose outcome it is.")),
        ("outcome", BodySchema.Word("How it ended.", "converted", "lost")),
        ("occurredAt", BodySchema.Instant("When it ended.")));

    static OpenApiSchema OrNull(OpenApiSchema schema)
    {
        schema.Type |= JsonSchemaType.Null;
        return schema;
    }
}
