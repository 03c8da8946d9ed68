namespace WarmLeads.ML.Scoring;

/// <summary>What one signal did to a lead's score.</summary>
/// <param name="Name">The input's name.</param>
/// <param name="DisplayName">The name that a marketer reads.</param>
/// <param name="Family">The family it is reported under.</param>
/// <param name="Value">The lead's value in words; null when it is missing.</param>
/// <param name="LogOdds">Contribution to the score, in log-odds.</param>
/// <param name="Points">
/// Contribution in percentage points. The points of all signals sum exactly to 100 x (probability - base probability),
/// in floating point and in any order: all of them lie on one binary grid.
/// </param>
/// <param name="Reason">One sentence in plain words.</param>
public sealed record SignalContribution(
    string Name, string DisplayName, string Family, string? Value, double LogOdds, double Points, string Reason);
