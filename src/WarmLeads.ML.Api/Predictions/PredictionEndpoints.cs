using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace WarmLeads.ML.Api;

static class PredictionEndpoints
{
    public static RouteGroupBuilder MapPredictions(this IEndpointRouteBuilder routes)
    {
        var predictions = routes.MapGroup("/predictions").WithTags("Predictions");
        predictions.MapPost("/", Predict)
            .WithSummary("Chance of conversion of one lead, or of up to 1,000, with the contribution of every signal")
            .WithDescription(
                "Columns are the model's inputs by name: attributes of the lead, and engagement features unless `events` " +
                "gives what the lead did. What is not given counts as missing and is named in `warnings`. " +
                "Several leads are answered by one version of the model, all or none.")
            .AddOpenApiOperationTransformer(PredictionDescription.Describe);
        return predictions;
    }

    static Results<Ok<PredictionAnswer>, Ok<PredictionList>, InvalidRequest, NoModel> Predict(
        PredictionRequest request, ModelSelection models, LeadPredictor predictor, TimeProvider clock,
        [Description("The model; the service's own when it is left out.")] string? model = null)
    {
        if (!models.TryFind(model, out var chosen, out var problem))
            return problem;
        var answers = predictor.Predict(chosen, request, clock.GetUtcNow());
        return request.IsBatch ? TypedResults.Ok(new PredictionList(answers)) : TypedResults.Ok(answers[0]);
    }
}
