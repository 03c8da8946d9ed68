using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>What a report says of the given leads.</summary>
/// <param name="Name">The file's or the folder's name.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Quality">How good the model is.</param>
/// <param name="Note">One sentence that says on which leads that was measured.</param>
/// <param name="Examples">Leads explained one by one, and whether they converted; null where that is not known.</param>
/// <param name="Warnings">What the user must know, one sentence each.</param>
sealed record ReportedLeads(
    string Name, int Count, QualityReport Quality, string Note, IReadOnlyList<(LeadPrediction Prediction, bool? Converted)> Examples,
    IReadOnlyList<string> Warnings)
{
    /// <summary>How long leads of a history stay warm; null for a file, and where the history is too small to tell.</summary>
    public SurvivalView? Survival { get; init; }
}
