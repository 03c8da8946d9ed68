namespace WarmLeads.ML.Scoring;

/// <summary>The chance that a lead converts within some days.</summary>
/// <param name="Days">Days after the moment at which the lead is looked at.</param>
/// <param name="Probability">The chance, 0..1; never less than within fewer days.</param>
public sealed record HorizonChance(int Days, double Probability);
