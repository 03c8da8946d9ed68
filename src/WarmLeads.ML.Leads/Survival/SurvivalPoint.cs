namespace WarmLeads.ML.Leads;

/// <summary>A share of leads at a number of days, with its 95 % interval over leads.</summary>
/// <param name="Days">The days.</param>
/// <param name="Chance">The share, 0..1.</param>
/// <param name="Low">Lower end, 0..1.</param>
/// <param name="High">Upper end, 0..1.</param>
/// <param name="Leads">Leads that it is measured on.</param>
public sealed record SurvivalPoint(int Days, double Chance, double Low, double High, int Leads);
