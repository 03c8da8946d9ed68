namespace WarmLeads.ML.Training;

/// <summary>One cut-off: a model of what was known then, judged on what came until the next.</summary>
/// <param name="From">The cut-off.</param>
/// <param name="Learnt">Snapshots whose outcome was known before it.</param>
/// <param name="Rows">Snapshots judged.</param>
/// <param name="Positives">Snapshots of these that converted.</param>
/// <param name="BaseRate">The conversion rate of what was learnt from, 0..1.</param>
/// <param name="MeanProbability">The mean of the model's probabilities, 0..1.</param>
/// <param name="Auc">Area under the ROC curve, 0..1.</param>
/// <param name="Logloss">Log-loss, nats.</param>
/// <param name="Ece15">Calibration error, 0..1.</param>
/// <param name="Capacity">The size that validation chose.</param>
public sealed record CutoffResult(
    DateTimeOffset From, int Learnt, int Rows, int Positives, double BaseRate, double MeanProbability, double Auc, double Logloss, double Ece15, string Capacity);
