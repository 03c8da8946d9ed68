using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

static class LeadDetailEndpoints
{
    public static RouteGroupBuilder MapLeadDetails(this IEndpointRouteBuilder routes)
    {
        var leads = routes.MapGroup("/leads").WithTags("Leads");
        leads.MapGet("/{id}", GetLead)
            .WithSummary("Where a lead stands and why, its chance and why, what to do and what not, and how it got there");
        leads.MapGet("/{id}/changes", GetChanges)
            .WithSummary("Why a lead's chance moved since an earlier moment: by signal, and by what caused it")
            .WithDescription(
                "Both moments are looked at with the model in use and the attributes that are known now. First comes what time alone did, with what was " +
                "known at the first moment; then what became known, by kind and day, in the order in which it did. All of it adds up exactly.");
        leads.MapGet("/{id}/sheet", GetSheet)
            .WithSummary("What is kept of a person, from where, what is made of it, and how to object");
        leads.MapDelete("/{id}", Erase)
            .WithSummary("Forget a person: everything of it goes from every table, and a receipt without personal data stays")
            .WithDescription(
                "The answer is the receipt; asked again, it is the same one. Whatever comes in of the lead later is dropped, and the answer to whoever " +
                "sends it says so.");
        return leads;
    }

    static async Task<Results<Ok<LeadAnswer>, LeadUnknown>> GetLead(string id, LeadAnswers leads, TimeProvider clock, CancellationToken stop)
    {
        id = RouteText.Decode(id);
        return await leads.FindAsync(id, clock.GetUtcNow(), stop) is { } found ? TypedResults.Ok(LeadAnswer.From(found)) : Unknown(id);
    }

    static async Task<Results<Ok<LeadSheet>, LeadUnknown>> GetSheet(string id, LeadAnswers leads, TimeProvider clock, CancellationToken stop)
    {
        id = RouteText.Decode(id);
        return await leads.FindAsync(id, clock.GetUtcNow(), stop) is { } found ? TypedResults.Ok(LeadSheet.From(found)) : Unknown(id);
    }

    static async Task<Results<Ok<ChangesAnswer>, InvalidRequest, LeadUnknown, LeadClosed, NoModel>> GetChanges(
        string id, IPoolStore store, ModelSelection models, LeadPredictor predictor, TimeProvider clock, CancellationToken stop,
        [Description("The earlier moment, after the lead was registered.")] string? since = null,
        [Description("The later moment; now when it is left out.")] string? until = null)
    {
        id = RouteText.Decode(id);
        var now = clock.GetUtcNow();
        if (!JsonFields.TryParseInstant(since, out var first) || first > now)
            return new InvalidRequest($"Query 'since' is '{since}'; give a past moment as ISO 8601 with its offset, such as 2026-05-04T09:30:00Z.");
        var second = now;
        if (until is not null && (!JsonFields.TryParseInstant(until, out second) || second > now || second < first))
            return new InvalidRequest($"Query 'until' is '{until}'; give a moment between 'since' and now as ISO 8601 with its offset, or leave it out.");
        if (!models.TryFind(null, out var model, out var problem))
            return problem;
        if ((await store.FindManyAsync([id], model.Schema.MeasuresColleagues, stop)).FirstOrDefault() is not { } lead)
            return Unknown(id);
        var history = lead.History;
        if (!lead.Consent.MayProfile)
            return new InvalidRequest($"Lead '{id}' objected to profiling on {lead.Consent.ProfilingObjection!.At:O}; it is not scored, and so nothing can be said of its score.");
        if (history.Lead.CreatedAt >= first)
            return new InvalidRequest($"Lead '{id}' was registered at {history.Lead.CreatedAt:O}, not before {first:O}; give a later 'since'.");
        if (!history.IsOpenAt(second))
            return ClosedLead.Answer(history, await store.ListScoreHistoryAsync(id, stop));

        var change = ScoreChange.Explain((known, moment) => predictor.Predict(model, known, moment), history, first, second);
        var stored = (await store.ListScoreEntriesAsync(id, stop)).LastOrDefault(entry => entry.At <= first);
        return TypedResults.Ok(ChangesAnswer.From(model, change, stored is null || stored.ModelHash == model.Hash ? null
            : new StoredScore(stored.Probability, stored.Score, stored.At, new ModelReference(stored.ModelName, stored.ModelVersion, stored.ModelHash))));
    }

    static async Task<Results<Ok<ErasureReceipt>, LeadUnknown>> Erase(string id, IPoolStore store, TimeProvider clock, CancellationToken stop)
    {
        id = RouteText.Decode(id);
        return await store.EraseAsync(id, clock.GetUtcNow(), stop) is { } receipt ? TypedResults.Ok(receipt) : Unknown(id);
    }

    static LeadUnknown Unknown(string id) => new($"The store has no lead '{id}'; GET /v1/leads lists the open ones.");
}
