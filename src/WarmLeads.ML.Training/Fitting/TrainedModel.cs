using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>A model that is ready to be published, with its card.</summary>
/// <param name="Model">The model; it has no version yet.</param>
/// <param name="Card">What a data team must know of it.</param>
/// <param name="Findings">Every column that was looked at, with its kind or why it was dropped.</param>
public sealed record TrainedModel(ConversionModel Model, ModelCard Card, IReadOnlyList<ColumnFinding> Findings);
