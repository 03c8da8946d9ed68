namespace WarmLeads.ML.Leads;

/// <summary>Days that were learned, with their 95 % interval.</summary>
/// <param name="Days">The days.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record LearnedDays(int Days, int Low, int High);
