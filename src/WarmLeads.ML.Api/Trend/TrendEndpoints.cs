using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

static class TrendEndpoints
{
    /// <summary>Weeks that are shown when no number is asked for.</summary>
    public const int DefaultWeeks = 12;

    const int MostWeeks = 104;

    public static RouteGroupBuilder MapTrend(this IEndpointRouteBuilder routes)
    {
        var trend = routes.MapGroup("/pool/trend").WithTags("Pool");
        trend.MapGet("/", Get)
            .WithSummary("How the warm pool grew and shrank, by week and segment: leads in each state, newly warm, warm again, re-warmed, turned hot, cooled, closed")
            .WithDescription(
                "Weeks are those from Monday, UTC; the last one is under way. States are those that were believed at the end of each week, by the transitions that were written " +
                "down then. The segment is the one that the criteria look at.");
        return trend;
    }

    static async Task<Results<Ok<PoolTrend>, InvalidRequest>> Get(
        TrendReader trend, TimeProvider clock, CancellationToken stop, [Description("Weeks, 1 to 104; 12 when it is left out.")] string? weeks = null)
    {
        var count = DefaultWeeks;
        return weeks is not null && (!int.TryParse(weeks, out count) || count is < 1 or > MostWeeks)
            ? new InvalidRequest($"Query 'weeks' is '{weeks}'; give 1 to {MostWeeks}.")
            : TypedResults.Ok(await trend.ReadAsync(count, clock.GetUtcNow(), stop));
    }
}
