namespace WarmLeads.ML.Leads;

/// <summary>How the warm pool grew and shrank by week: what demand is coming, and in which segment.</summary>
/// <param name="AsOf">The moment; the last week ends with it.</param>
/// <param name="All">All leads.</param>
/// <param name="Segments">By segment, the one with the most leads first.</param>
public sealed record PoolTrend(DateTimeOffset AsOf, SegmentTrend All, IReadOnlyList<SegmentTrend> Segments);
