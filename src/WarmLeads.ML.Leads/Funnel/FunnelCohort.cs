namespace WarmLeads.ML.Leads;

/// <summary>The leads of one source that entered states in one month.</summary>
/// <param name="Month">The first day of the month, UTC; null for the whole period.</param>
/// <param name="Source">The source, empty when unknown; null for all sources.</param>
/// <param name="Steps">Where they went.</param>
public sealed record FunnelCohort(DateOnly? Month, string? Source, IReadOnlyList<FunnelStep> Steps);
