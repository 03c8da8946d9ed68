using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

static class HandoffEndpoints
{
    const int DefaultLimit = 50, MaximumLimit = 500;
    const string Overdue = "overdue";

    public static RouteGroupBuilder MapHandoffs(this IEndpointRouteBuilder routes)
    {
        var handoffs = routes.MapGroup("/handoffs").WithTags("Handoffs");
        handoffs.MapGet("/", ListHandoffs)
            .WithSummary("Leads handed to sales, those whose time ends first before the others; `overdue` are those whose time is over")
            .WithDescription("A lead is handed over when it turns hot. Follow `next` for the next page.");
        handoffs.MapGet("/{id}", GetHandoff).WithSummary("One handoff with its checklist, score and contributions as they were at that moment");
        handoffs.MapPost("/{id}/decision", Decide)
            .WithSummary("What sales says: accepted makes the lead an SQL, rejected gives it back with a reason")
            .WithDescription("Saying the same again changes nothing; another decision is answered with 409. Either is part of the lead's history, which models are trained on.");
        return handoffs;
    }

    static async Task<Results<Ok<HandoffList>, InvalidRequest>> ListHandoffs(
        IPoolStore store, TimeProvider clock, HttpRequest request, CancellationToken stop,
        [Description("`open`, `overdue`, `accepted`, `rejected` or `withdrawn`; `open` when it is left out.")] string? status = null,
        [Description("Handoffs of a page, 1 to 500; 50 when it is left out.")] string? limit = null,
        [Description("Where the page begins, from `next` of the page before.")] string? after = null)
    {
        var now = clock.GetUtcNow();
        var chosen = HandoffStatus.Open;
        if (status is not (null or Overdue) && !QueryWord.TryParse(status, out chosen))
            return new InvalidRequest($"Query 'status' is '{status}'; give {QueryWord.Known<HandoffStatus>()}, {Overdue}.");
        var count = DefaultLimit;
        if (limit is not null && (!int.TryParse(limit, out count) || count is < 1 or > MaximumLimit))
            return new InvalidRequest($"Query 'limit' is '{limit}'; give 1 to {MaximumLimit}.");
        var last = after is null ? null : await store.FindHandoffAsync(after, stop);
        if (after is not null && last is null)
            return new InvalidRequest($"Query 'after' is '{after}', which is no handoff; leave it out for the first page.");

        // One more than asked for tells whether there is a next page.
        var found = await store.ListHandoffsAsync(chosen, status == Overdue ? now : null, last, count + 1, stop);
        return TypedResults.Ok(new HandoffList(
            [.. found.Take(count).Select(handoff => HandoffAnswer.From(handoff, now))],
            found.Count > count ? $"{request.Path}?status={status ?? QueryWord.Of(chosen)}&limit={count}&after={found[count - 1].Id}" : null));
    }

    static async Task<Results<Ok<HandoffAnswer>, HandoffUnknown>> GetHandoff(string id, IPoolStore store, TimeProvider clock, CancellationToken stop) =>
        await store.FindHandoffAsync(id, stop) is { } handoff ? TypedResults.Ok(HandoffAnswer.From(handoff, clock.GetUtcNow())) : Unknown(id);

    static async Task<Results<Ok<HandoffAnswer>, InvalidRequest, HandoffUnknown, HandoffDecided>> Decide(
        string id, DecisionInput input, IPoolStore store, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (DecisionReader.Read(input, now, out var mistake) is not { } decision)
            return mistake;
        if (await store.FindHandoffAsync(id, stop) is not { } handoff
            || await store.DecideAsync(id, decision, DecisionReader.Tell(handoff, decision), stop) is not { Decision: { } stands } decided)
            return Unknown(id);
        if (stands.IsAccepted == decision.IsAccepted && stands.Rejection == decision.Rejection)
            return TypedResults.Ok(HandoffAnswer.From(decided, now));
        return new HandoffDecided($"Handoff '{id}' was {QueryWord.Of(decided.Status)} at {stands.At.UtcDateTime:O} and stays so.");
    }

    static HandoffUnknown Unknown(string id) => new($"There is no handoff '{id}'; GET /v1/handoffs lists them.");
}
