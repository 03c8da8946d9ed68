namespace WarmLeads.ML.Api;

static class OutcomeEndpoints
{
    /// <summary>Most outcomes of one request.</summary>
    public const int MaximumOutcomes = 2500;

    public static RouteGroupBuilder MapOutcomes(this IEndpointRouteBuilder routes)
    {
        var outcomes = routes.MapGroup("/outcomes").WithTags("Outcomes");
        outcomes.MapPost("/", AddOutcomes)
            .WithSummary("How a lead ended: one outcome, or up to 2,500 in `outcomes`")
            .WithDescription(
                "An outcome has `leadId`, `outcome` (`converted` or `lost`) and `occurredAt`. The first one of a lead stands: the same one again changes nothing, " +
                "another one is refused. An outcome of a lead that is not stored yet waits for it.")
            .AddOpenApiOperationTransformer(BodySchema.Body((BodySchema.Json, LeadDescription.Outcomes)));
        return outcomes;
    }

    static async Task<IntakeAnswer> AddOutcomes(HttpContext context, Intake intake, TimeProvider clock, CancellationToken stop)
    {
        JsonBody.RequireJson(context);
        var reader = new OutcomeItemReader(clock.GetUtcNow());
        var body = await JsonBody.ReadAsync(context, RequestLimits.Leads);
        return await intake.TakeInAsync(
            [.. JsonBody.Items(body, "outcomes", MaximumOutcomes).Select(item => reader.Read(item.Value, item.Path))], stop);
    }
}
