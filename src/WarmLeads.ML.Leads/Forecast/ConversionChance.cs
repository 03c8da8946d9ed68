namespace WarmLeads.ML.Leads;

/// <summary>The chance that a lead converts within some days.</summary>
/// <param name="Days">Days from the moment of the forecast, above 0.</param>
/// <param name="Probability">The chance, 0 or more and less than 1.</param>
public readonly record struct ConversionChance(double Days, double Probability);
