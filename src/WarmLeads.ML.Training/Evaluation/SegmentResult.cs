using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Training;

/// <summary>The model's figures on the snapshots of one segment.</summary>
/// <param name="Segment">The segment's value; empty for leads without one.</param>
/// <param name="Rows">Snapshots.</param>
/// <param name="Positives">Snapshots that converted.</param>
/// <param name="MeanProbability">Mean of the model's probabilities, 0..1.</param>
/// <param name="Auc">Area under the ROC curve; NaN when all or none converted.</param>
/// <param name="Logloss">Log-loss, nats.</param>
public sealed record SegmentResult(
    string Segment, int Rows, int Positives, double MeanProbability, BootstrapInterval Auc, BootstrapInterval Logloss);
