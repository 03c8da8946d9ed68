using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Reports;

/// <summary>What the explanation report for marketers shows.</summary>
/// <param name="Card">The model's card.</param>
/// <param name="Quality">How good the model is: on the given data where that has outcomes, else as the card says.</param>
/// <param name="QualityNote">One sentence that says on which leads the quality was measured.</param>
/// <param name="Examples">Leads to explain one by one, five say.</param>
/// <param name="ExampleOutcomes">Whether each of them converted, in the same order; null where it is not known.</param>
public sealed record ExplanationReport(
    ModelCard Card, QualityReport Quality, string QualityNote,
    IReadOnlyList<LeadPrediction> Examples, IReadOnlyList<bool?> ExampleOutcomes)
{
    /// <summary>How long leads stay warm; null where there is no history to tell.</summary>
    public SurvivalView? Survival { get; init; }

    /// <summary>When the report was made; null to leave it out.</summary>
    public DateTimeOffset? MadeAt { get; init; }
}
