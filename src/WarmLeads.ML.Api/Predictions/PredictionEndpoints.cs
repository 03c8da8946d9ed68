using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using WarmLeads.ML.Leads;

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

    static async Task<Results<Ok<PredictionAnswer>, Ok<PredictionList>, InvalidRequest, NoModel>> Predict(
        PredictionRequest request, ModelSelection models, LeadPredictor predictor, ILeadStore store, TimeProvider clock, CancellationToken stop,
        [Description("The model; the service's own when it is left out.")] string? model = null)
    {
        if (!models.TryFind(model, out var chosen, out var problem))
            return problem;
        await RefuseObjectorsAsync(request, store, stop);
        var answers = predictor.Predict(chosen, request, clock.GetUtcNow());
        return request.IsBatch ? TypedResults.Ok(new PredictionList(answers)) : TypedResults.Ok(answers[0]);
    }

    // Whoever objected to profiling is not scored, also when what it did comes in the body.
    static async Task RefuseObjectorsAsync(PredictionRequest request, ILeadStore store, CancellationToken stop)
    {
        string[] ids = [.. request.Leads.Select(lead => lead.Id).OfType<string>().Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)];
        if (ids.Length == 0)
            return;
        var consents = await store.FindConsentsAsync(ids, stop);
        var mistakes = new JsonMistakes();
        for (var i = 0; i < request.Leads.Count; i++)
        {
            if (request.Leads[i].Id is { } id && consents.TryGetValue(id, out var consent) && !consent.MayProfile)
            {
                mistakes.Add(
                    request.IsBatch ? $"$.leads[{i}].id" : "$.id",
                    $"Lead '{id}' objected to profiling on {consent.ProfilingObjection!.At:O}; it is not scored. Leave it out.");
            }
        }

        mistakes.ThrowIfAny();
    }
}
