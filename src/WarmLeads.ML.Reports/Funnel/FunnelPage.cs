using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Reports;

/// <summary>What the page of the funnel shows.</summary>
/// <param name="Report">The funnel.</param>
/// <param name="Counts">How many leads are in each state now.</param>
/// <param name="Links">Links at the head of the page.</param>
public sealed record FunnelPage(FunnelReport Report, IReadOnlyDictionary<LeadState, long> Counts, IReadOnlyList<PageLink> Links);
