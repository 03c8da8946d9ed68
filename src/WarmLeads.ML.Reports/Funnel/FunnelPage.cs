using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Reports;

/// <summary>What the page of the funnel shows.</summary>
/// <param name="Report">The funnel.</param>
/// <param name="Counts">How many leads are in each state now.</param>
/// <param name="Links">Links at the head of the page.</param>
public sealed record FunnelPage(FunnelReport Report, IReadOnlyDictionary<LeadState, long> Counts, IReadOnlyList<PageLink> Links)
{
    /// <summary>How the pool moved by week; null when it is not shown.</summary>
    public PoolTrend? Trend { get; init; }
}
