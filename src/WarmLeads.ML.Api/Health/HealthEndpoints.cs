using Microsoft.AspNetCore.Http.HttpResults;

namespace WarmLeads.ML.Api;

static class HealthEndpoints
{
    public static RouteGroupBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithTags("Health");
        health.MapGet("/live", Live).WithSummary("Whether the process answers");
        health.MapGet("/ready", Ready).WithSummary("Whether a model serves; 503 with the reason until one does");
        return health;
    }

    static Ok<HealthAnswer> Live() => TypedResults.Ok(new HealthAnswer("live", null));

    static Results<Ok<HealthAnswer>, NoModel> Ready(Readiness readiness, ModelSelection models)
    {
        if (readiness.Reason is { } reason)
            return NoModel.NotYet(reason);
        return models.TryFind(null, out var model, out var problem)
            ? TypedResults.Ok(new HealthAnswer("ready", ModelReference.To(model)))
            : problem;
    }
}
