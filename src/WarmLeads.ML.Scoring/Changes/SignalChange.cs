namespace WarmLeads.ML.Scoring;

/// <summary>What one signal did to the change of a score.</summary>
/// <param name="Name">The input's name.</param>
/// <param name="DisplayName">The name that a marketer reads.</param>
/// <param name="Family">The family it is reported under.</param>
/// <param name="Before">The lead's value at the first moment, in words; null when it was missing.</param>
/// <param name="After">The value at the second moment.</param>
/// <param name="LogOdds">Change of its contribution, in log-odds: that of time plus that of all events, exactly.</param>
/// <param name="Points">Change of its contribution in percentage points. All signals' sum exactly to 100 x (probability after - before).</param>
/// <param name="TimeLogOdds">What of it came with time alone.</param>
public sealed record SignalChange(
    string Name, string DisplayName, string Family, string? Before, string? After, double LogOdds, double Points, double TimeLogOdds);
