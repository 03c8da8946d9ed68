using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

static class AlertEndpoints
{
    const int DefaultLimit = 50, MaximumLimit = 500;

    public static RouteGroupBuilder MapAlerts(this IEndpointRouteBuilder routes)
    {
        var alerts = routes.MapGroup("/alerts").WithTags("Alerts");
        alerts.MapGet("/", ListAlerts)
            .WithSummary("Alerts in one status, newest first: dead ones failed at every attempt and wait to be replayed")
            .WithDescription("Follow `next` for the next page.");
        alerts.MapGet("/{id}", GetAlert).WithSummary("One alert, with how its latest attempt went");
        alerts.MapPost("/{id}/replay", ReplayAlert).WithSummary("Tell an alert again, under the same id, with all its attempts before it");
        return alerts;
    }

    static async Task<Results<Ok<AlertList>, InvalidRequest>> ListAlerts(
        IPoolStore store, HttpRequest request, CancellationToken stop,
        [Description("`waiting`, `delivered`, `dead` or `superseded`; `dead` when it is left out.")] string? status = null,
        [Description("Alerts of a page, 1 to 500; 50 when it is left out.")] string? limit = null,
        [Description("Where the page begins, from `next` of the page before.")] string? after = null)
    {
        var chosen = AlertStatus.Dead;
        if (status is not null && !QueryWord.TryParse(status, out chosen))
            return new InvalidRequest($"Query 'status' is '{status}'; give {QueryWord.Known<AlertStatus>()}.");
        var count = DefaultLimit;
        if (limit is not null && (!int.TryParse(limit, out count) || count is < 1 or > MaximumLimit))
            return new InvalidRequest($"Query 'limit' is '{limit}'; give 1 to {MaximumLimit}.");
        var last = after is null ? null : await store.FindAlertAsync(after, stop);
        if (after is not null && last is null)
            return new InvalidRequest($"Query 'after' is '{after}', which is no alert that is still stored; leave it out for the first page.");

        // One more than asked for tells whether there is a next page.
        var found = await store.ListAlertsAsync(chosen, last, count + 1, stop);
        return TypedResults.Ok(new AlertList(
            [.. found.Take(count).Select(AlertAnswer.From)],
            found.Count > count ? $"{request.Path}?status={QueryWord.Of(chosen)}&limit={count}&after={found[count - 1].Id}" : null));
    }

    static async Task<Results<Ok<AlertAnswer>, AlertUnknown>> GetAlert(string id, IPoolStore store, CancellationToken stop) =>
        await store.FindAlertAsync(id, stop) is { } alert ? TypedResults.Ok(AlertAnswer.From(alert)) : Unknown(id);

    static async Task<Results<Accepted<AlertAnswer>, AlertUnknown>> ReplayAlert(
        string id, IPoolStore store, AlertNudge nudge, TimeProvider clock, CancellationToken stop)
    {
        if (await store.ReplayAlertAsync(id, clock.GetUtcNow(), stop) is not { } alert)
            return Unknown(id);
        nudge.Set();
        return TypedResults.Accepted($"/v1/alerts/{alert.Id}", AlertAnswer.From(alert));
    }

    static AlertUnknown Unknown(string id) => new($"There is no alert '{id}'; GET /v1/alerts?status=dead lists those that failed.");
}
