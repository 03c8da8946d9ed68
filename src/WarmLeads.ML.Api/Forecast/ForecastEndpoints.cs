using Microsoft.AspNetCore.Http.HttpResults;

namespace WarmLeads.ML.Api;

static class ForecastEndpoints
{
    public static RouteGroupBuilder MapForecast(this IEndpointRouteBuilder routes)
    {
        var forecast = routes.MapGroup("/forecast").WithTags("Pool");
        forecast.MapGet("/", Get)
            .WithSummary("Expected conversions and value by week, with intervals, and how earlier forecasts turned out")
            .WithDescription(
                "Of the leads that are open now; leads that come later are not in it. `low` and `high` allow for good and bad periods and for colleagues who decide " +
                "together; `independentLow` and `independentHigh` are exact if every lead decided for itself. The service keeps one forecast a day and checks it when its days have passed; " +
                "what the checked weeks scattered becomes `periodVariation`, " +
                "and when more or less came than the chances added up to, `levels` says by how much figures are raised or lowered, and why.");
        return forecast;
    }

    static async Task<Results<Ok<ForecastAnswer>, NoModel>> Get(PoolForecasts forecasts, ModelSelection models, TimeProvider clock, CancellationToken stop)
    {
        if (!models.TryFind(null, out var model, out var problem))
            return problem;
        return model.HorizonDays is null
            ? NoModel.NotYet($"Model {model.Name} has no horizon, so that nothing can be said by week; train one on lead histories.")
            : TypedResults.Ok(await forecasts.ForecastAsync(model, clock.GetUtcNow(), stop));
    }
}
