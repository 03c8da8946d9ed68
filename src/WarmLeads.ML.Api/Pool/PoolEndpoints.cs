using Microsoft.AspNetCore.Http.HttpResults;

namespace WarmLeads.ML.Api;

static class PoolEndpoints
{
    public static RouteGroupBuilder MapPool(this IEndpointRouteBuilder routes)
    {
        var pool = routes.MapGroup("/pool").WithTags("Pool");
        pool.MapGet("/", List)
            .WithSummary("The warm pool as a call list: ranked by chance or by chance x value, cut to capacity, with what to do about each lead")
            .WithDescription(
                "States and chances are those of the latest look at each lead, so that pages read at different times may overlap when leads change meanwhile. " +
                "Leads that must not be contacted, or that object to profiling, are left out and counted. " +
                "A page goes through at most 5,000 leads; with a filter that few pass it may hold fewer than asked for and still have a next one.");
        return pool;
    }

    static async Task<Results<Ok<PoolPage>, InvalidRequest>> List(
        [AsParameters] PoolWords words, PoolLister pool, HttpRequest request, TimeProvider clock, CancellationToken stop)
    {
        if (PoolQueryReader.Read(words, out var problem) is not { } query)
            return new InvalidRequest(problem!);
        PoolCursor? from = null;
        return words.Cursor is not null && !PoolCursor.TryParse(words.Cursor, out from)
            ? new InvalidRequest("Query 'cursor' is damaged; take it unchanged from 'next', or leave it out for the first page.")
            : TypedResults.Ok((await pool.ListAsync(query, from, clock.GetUtcNow(), last => PoolQueryReader.Next(request, last), stop)).Page);
    }
}
