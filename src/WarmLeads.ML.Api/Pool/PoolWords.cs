using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace WarmLeads.ML.Api;

/// <summary>What the address of the pool may say, as it was written.</summary>
sealed record PoolWords
{
    [FromQuery(Name = "sort"), Description("`-probability` or `-expectedValue` (chance x value); the first when it is left out.")]
    public string? Sort { get; init; }

    [FromQuery(Name = "capacity"), Description("The calls that the team can make: the list ends there.")]
    public string? Capacity { get; init; }

    [FromQuery(Name = "state"), Description("cold, warm, hot, with commas between them; all when it is left out.")]
    public string? State { get; init; }

    [FromQuery(Name = "trend"), Description("heating, cooling or steady.")]
    public string? Trend { get; init; }

    [FromQuery(Name = "rewarmed"), Description("true: only leads that came back after a long silence, a short while ago.")]
    public string? Rewarmed { get; init; }

    [FromQuery(Name = "overdue"), Description("true: only leads whose next touch is overdue.")]
    public string? Overdue { get; init; }

    [FromQuery(Name = "segment"), Description("Only leads of this segment.")]
    public string? Segment { get; init; }

    [FromQuery(Name = "limit"), Description("Leads of a page, 1 to 200; 50 when it is left out.")]
    public string? Limit { get; init; }

    [FromQuery(Name = "cursor"), Description("Where the page begins, from `next` of the page before.")]
    public string? Cursor { get; init; }
}
