namespace WarmLeads.ML.Leads;

/// <summary>So much engagement within so many days makes a lead warm, although no single act does.</summary>
/// <param name="Name">Stable name: `opens_and_visits`.</param>
/// <param name="WithinDays">Length of the window, more than 0.</param>
/// <param name="Counts">What must have happened, 1 or more; all of them.</param>
public sealed record EngagementLevel(string Name, double WithinDays, IReadOnlyList<LevelCount> Counts);
