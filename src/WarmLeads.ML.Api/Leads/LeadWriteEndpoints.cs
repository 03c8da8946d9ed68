namespace WarmLeads.ML.Api;

static class LeadWriteEndpoints
{
    public static RouteGroupBuilder MapLeadWriting(this IEndpointRouteBuilder routes)
    {
        var leads = routes.MapGroup("/leads").WithTags("Leads");
        leads.MapPut("/{id}", PutLead)
            .WithSummary("Store a lead, or replace what is known of it")
            .WithDescription(
                "The body has `createdAt`, `accountId`, `value`, `attributes` and `consent`, each of which may be left out, and `updatedAt`, the moment since " +
                "when it holds (now when it is left out). What became known later than that stays; what is older and not in the body is gone. " +
                "Without `createdAt` a new lead begins with its earliest change.")
            .AddOpenApiOperationTransformer(BodySchema.Body((BodySchema.Json, LeadDescription.Lead)));
        leads.MapPut("/{id}/consent", PutConsent)
            .WithSummary("What a lead agreed and objected to: contactAllowed, doNotContact, objectsToProfiling, with source and time")
            .WithDescription("Statements are kept for good; the latest of each kind counts. `at` is the moment it was said, now when it is left out.")
            .AddOpenApiOperationTransformer(BodySchema.Body((BodySchema.Json, LeadDescription.Consent)));
        return leads;
    }

    static async Task<IntakeAnswer> PutLead(string id, HttpContext context, Intake intake, TimeProvider clock, CancellationToken stop)
    {
        JsonBody.RequireJson(context);
        var reader = new LeadBodyReader(RouteText.Decode(id), clock.GetUtcNow());
        return await intake.TakeInAsync([reader.Read(await JsonBody.ReadAsync(context, RequestLimits.Leads))], stop);
    }

    static async Task<IntakeAnswer> PutConsent(string id, HttpContext context, Intake intake, TimeProvider clock, CancellationToken stop)
    {
        JsonBody.RequireJson(context);
        var lead = RouteText.Decode(id);
        var body = await JsonBody.ReadAsync(context, RequestLimits.Small);
        var item = IntakeItem.Read("$", mistakes =>
        {
            new IntakeFields(mistakes).Key(lead, "the address", "lead's id");
            return new IntakeItem { Id = lead, Consents = new ConsentReader(lead, clock.GetUtcNow()).Read(body, "$", mistakes) };
        });
        return await intake.TakeInAsync([item], stop);
    }
}
