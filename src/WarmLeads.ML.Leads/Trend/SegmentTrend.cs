namespace WarmLeads.ML.Leads;

/// <summary>How the leads of a segment moved from week to week.</summary>
/// <param name="Segment">The segment; empty for leads that say none, null for all leads together.</param>
/// <param name="Weeks">The weeks, oldest first.</param>
public sealed record SegmentTrend(string? Segment, IReadOnlyList<TrendWeek> Weeks);
