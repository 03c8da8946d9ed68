namespace WarmLeads.ML.BoostedTrees;

/// <summary>What calling the top of the list brings.</summary>
/// <param name="Share">Share of the list that is called, 0..1, best first.</param>
/// <param name="CapturedShare">Share of all conversions that is found there, 0..1.</param>
/// <param name="Lift">Conversion rate there over the rate of the whole list.</param>
public readonly record struct LiftPoint(double Share, double CapturedShare, double Lift);
