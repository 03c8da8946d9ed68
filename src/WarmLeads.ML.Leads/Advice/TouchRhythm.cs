namespace WarmLeads.ML.Leads;

/// <summary>How many days should lie between two touches.</summary>
/// <param name="Days">The days to aim at.</param>
/// <param name="LowDays">Sooner than this would be too often.</param>
/// <param name="HighDays">Later than this, the lead is overdue.</param>
/// <param name="IsOwn">Whether the lead's own rhythm tells so; if not, it is the default of its state.</param>
/// <param name="Words">Where it comes from, in one sentence.</param>
public sealed record TouchRhythm(double Days, double LowDays, double HighDays, bool IsOwn, string Words);
