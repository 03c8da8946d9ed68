namespace WarmLeads.ML.Training;

/// <summary>One part of the rows judged by a model of others.</summary>
/// <param name="Fold">The fold's name.</param>
/// <param name="Rows">Rows judged.</param>
/// <param name="Positives">Rows of these that converted.</param>
/// <param name="Auc">Area under the ROC curve, 0..1.</param>
/// <param name="Logloss">Log-loss, nats.</param>
/// <param name="Brier">Brier score, 0..1.</param>
/// <param name="Ece15">Calibration error over 15 bins of equal mass, 0..1.</param>
/// <param name="Lift10">Conversion rate of the highest tenth over that of all.</param>
/// <param name="TrainSeconds">Seconds of fitting.</param>
/// <param name="Capacity">The size that validation chose.</param>
public sealed record FoldResult(
    string Fold, int Rows, int Positives, double Auc, double Logloss, double Brier, double Ece15, double Lift10, double TrainSeconds, string Capacity);
