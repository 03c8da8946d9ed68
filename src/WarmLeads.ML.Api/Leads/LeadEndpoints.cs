using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

static class LeadEndpoints
{
    const int DefaultLimit = 50, MaximumLimit = 1000;
    const string ByProbability = "-probability";

    public static RouteGroupBuilder MapLeads(this IEndpointRouteBuilder routes)
    {
        var leads = routes.MapGroup("/leads").WithTags("Leads");
        leads.MapGet("/", ListLeads)
            .WithSummary("The pool of open leads, the most promising first, as the latest complete sweep scored it")
            .WithDescription(
                "Follow `next` for the next page: its cursor stays with the sweep of the first page, so that no lead is shown twice " +
                "or skipped when a new sweep ends meanwhile.");
        leads.MapGet("/{id}/prediction", GetPrediction)
            .WithSummary("A stored lead's chance of conversion, now or as of an earlier moment, with the contribution of every signal")
            .WithDescription(
                "A lead that converted or was lost is not scored again: the answer is 409 with its outcome and its last score. " +
                "With `asOf` a moment before the outcome is looked at.");
        return leads;
    }

    static async Task<Results<Ok<LeadList>, InvalidRequest, NoModel>> ListLeads(
        ILeadStore store, ModelSelection models, HttpRequest request, CancellationToken stop,
        [Description("`-probability`, the only order there is.")] string? sort = null,
        [Description("Leads of a page, 1 to 1,000; 50 when it is left out.")] string? limit = null,
        [Description("Where the page begins, from `next` of the page before.")] string? cursor = null,
        [Description("The model; the service's own when it is left out.")] string? model = null)
    {
        if (sort is not (null or ByProbability))
            return new InvalidRequest($"Query 'sort' is '{sort}'; leads are sorted by {ByProbability}, write that or leave it out.");
        var count = DefaultLimit;
        if (limit is not null && (!int.TryParse(limit, out count) || count is < 1 or > MaximumLimit))
            return new InvalidRequest($"Query 'limit' is '{limit}'; give 1 to {MaximumLimit}.");
        if (!models.TryFind(model, out var chosen, out var problem))
            return problem;

        LeadCursor? from = null;
        if (cursor is not null && !LeadCursor.TryParse(cursor, out from))
            return new InvalidRequest("Query 'cursor' is damaged; take it unchanged from 'next', or leave it out for the first page.");
        var sweep = from is null ? await store.FindLatestSweepAsync(chosen.Name, stop) : await store.FindSweepAsync(from.SweepId, stop);
        if (from is not null && (sweep is null || sweep.ModelName != chosen.Name))
            return new InvalidRequest($"Query 'cursor' belongs to a list of model {chosen.Name} that is no longer stored; leave it out for the first page.");
        if (sweep is null)
            return NoModel.NotYet($"The pool has not been scored by model {chosen.Name} yet; try again in a moment.");

        // One more than asked for tells whether there is a next page.
        var scores = await store.ListScoresAsync(sweep.Id, from?.After, count + 1, stop);
        return TypedResults.Ok(LeadList.Page(sweep, scores, count, from, last =>
            $"{request.Path}?{QueryOf(model, count)}cursor={last.Encode()}"));
    }

    static string QueryOf(string? model, int count) =>
        $"sort={ByProbability}&limit={count}&{(model is null ? "" : $"model={Uri.EscapeDataString(model)}&")}";

    static async Task<Results<Ok<PredictionAnswer>, InvalidRequest, LeadUnknown, LeadClosed, NoModel>> GetPrediction(
        string id, IPoolStore store, ModelSelection models, LeadPredictor predictor, TimeProvider clock, CancellationToken stop,
        [Description("A past moment: only what had been received by then is used. Now when it is left out.")] string? asOf = null,
        [Description("The model; the service's own when it is left out.")] string? model = null)
    {
        id = RouteText.Decode(id);
        var now = clock.GetUtcNow();
        var cutoff = now;
        if (asOf is not null && (!JsonFields.TryParseInstant(asOf, out cutoff) || cutoff > now))
            return new InvalidRequest($"Query 'asOf' is '{asOf}'; give a past moment as ISO 8601 with its offset, such as 2026-05-04T09:30:00Z.");
        if (!models.TryFind(model, out var chosen, out var problem))
            return problem;
        if ((await store.FindManyAsync([id], chosen.Schema.MeasuresColleagues, stop)).FirstOrDefault() is not { } lead)
            return new LeadUnknown($"The store has no lead '{id}'; GET /v1/leads lists the open ones.");
        if (!lead.Consent.MayProfile)
            return new InvalidRequest($"Lead '{id}' objected to profiling on {lead.Consent.ProfilingObjection!.At:O}; it is not scored.");
        var history = lead.History;
        if (history.Lead.CreatedAt >= cutoff)
            return new InvalidRequest($"Lead '{id}' was registered at {history.Lead.CreatedAt:O}, not before {cutoff:O}; give a later 'asOf'.");
        if (!history.IsOpenAt(cutoff))
            return ClosedLead.Answer(history, await store.ListScoreHistoryAsync(id, stop));
        return TypedResults.Ok(PredictionAnswer.From(chosen, predictor.Predict(chosen, history, cutoff)));
    }
}
