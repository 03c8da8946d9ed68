namespace WarmLeads.ML.Leads;

/// <summary>How much a store holds.</summary>
/// <param name="Leads">Leads.</param>
/// <param name="Events">Events, each once.</param>
/// <param name="Outcomes">Leads with an outcome.</param>
/// <param name="LatestEventReceivedAt">When the newest event was received; null when there is none.</param>
public sealed record StoreCounts(long Leads, long Events, long Outcomes, DateTimeOffset? LatestEventReceivedAt);
