namespace WarmLeads.ML.Training;

/// <summary>What calling the top of the list brings.</summary>
/// <param name="Share">Share of the list that is called, best first, 0..1.</param>
/// <param name="Captured">Share of all conversions found there, 0..1.</param>
/// <param name="Lift">Conversion rate there over that of the whole list.</param>
/// <param name="CallsPerConversion">Calls for each conversion found; NaN when there is none.</param>
public sealed record CalledShare(double Share, double Captured, double Lift, double CallsPerConversion);
