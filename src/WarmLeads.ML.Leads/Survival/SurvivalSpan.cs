namespace WarmLeads.ML.Leads;

/// <summary>A number of days with its 95 % interval over leads; an end that lies beyond what was seen is null.</summary>
/// <param name="Days">The days; null when that lies beyond what was seen.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record SurvivalSpan(int? Days, int? Low, int? High);
