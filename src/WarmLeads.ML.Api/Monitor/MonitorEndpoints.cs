using Microsoft.AspNetCore.Http.HttpResults;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

static class MonitorEndpoints
{
    public static void MapMonitor(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/monitor").WithTags("Monitor").MapGet("/", GetMonitor)
            .WithSummary("How many leads wait to be looked at, how many are in each state, and what this process has done since its start");

    static async Task<Ok<MonitorAnswer>> GetMonitor(IPoolStore store, MonitorState state, CancellationToken stop) =>
        TypedResults.Ok(new MonitorAnswer(
            await store.CountPendingAsync(stop), await store.CountStandingsAsync(stop), await store.CountHiddenAsync(stop),
            state.Looks, state.Transitions, state.Alerts, state.SlowestStep.TotalSeconds));
}
