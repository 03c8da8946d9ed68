using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

static class FunnelEndpoints
{
    const int MonthsBack = 12;

    public static RouteGroupBuilder MapFunnel(this IEndpointRouteBuilder routes)
    {
        var funnel = routes.MapGroup("/funnel").WithTags("Pool");
        funnel.MapGet("/", Get)
            .WithSummary("Conversion rates from state to state by month and source, with intervals, time in each state, and warm leads held against others")
            .WithDescription(
                "Stays count in the month in which they began, so that young months are not over yet: leads that are still in a state have not gone on. " +
                "Intervals are Wilson's at 95 %. The source is the attribute `source` of a lead. `segments` says of each segment how often leads that were called warm or hot converted, " +
                "and the others, with the lift and its interval.");
        return funnel;
    }

    /// <summary>The period that is shown when none is asked for: a year of whole months, and the month under way.</summary>
    public static DateTimeOffset DefaultFrom(DateTimeOffset now) =>
        new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(-MonthsBack);

    static async Task<Results<Ok<FunnelReport>, InvalidRequest>> Get(
        FunnelReader funnel, TimeProvider clock, CancellationToken stop,
        [Description("The first instant of the period; the first of the month a year ago when it is left out.")] string? from = null,
        [Description("The instant that it ends before; now when it is left out.")] string? to = null)
    {
        var now = clock.GetUtcNow();
        var (first, last) = (DefaultFrom(now), now);
        if (from is not null && !JsonFields.TryParseInstant(from, out first))
            return new InvalidRequest($"Query 'from' is '{from}'; give an instant as ISO 8601 with its offset, or a date.");
        if (to is not null && !JsonFields.TryParseInstant(to, out last))
            return new InvalidRequest($"Query 'to' is '{to}'; give an instant as ISO 8601 with its offset, or a date.");
        return first >= last
            ? new InvalidRequest($"The period from {first:O} to {last:O} is empty; give a 'from' before 'to'.")
            : TypedResults.Ok(await funnel.ReadAsync(first, last, stop));
    }
}
