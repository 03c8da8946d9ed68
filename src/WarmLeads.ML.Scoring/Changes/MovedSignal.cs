namespace WarmLeads.ML.Scoring;

/// <summary>How a cause moved a signal.</summary>
/// <param name="Name">The input's name.</param>
/// <param name="DisplayName">The name that a marketer reads.</param>
/// <param name="LogOdds">Change of its contribution, in log-odds.</param>
/// <param name="Points">Change of its contribution, in percentage points.</param>
public sealed record MovedSignal(string Name, string DisplayName, double LogOdds, double Points);
