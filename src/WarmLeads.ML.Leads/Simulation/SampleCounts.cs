namespace WarmLeads.ML.Leads;

/// <summary>How much a sample holds.</summary>
/// <param name="Leads">Leads.</param>
/// <param name="Events">Events.</param>
/// <param name="Outcomes">Leads with an outcome.</param>
/// <param name="Conversions">Leads that converted.</param>
public sealed record SampleCounts(int Leads, long Events, int Outcomes, int Conversions);
