namespace WarmLeads.ML.Scoring;

/// <summary>How good the chance within some days was, on snapshots that nothing of it was fitted on.</summary>
/// <param name="Days">The horizon.</param>
/// <param name="Rows">Snapshots judged: those whose horizon of so many days had passed.</param>
/// <param name="Positives">Snapshots of these that converted within it.</param>
/// <param name="Rate">Share that converted, by weight.</param>
/// <param name="MeanProbability">Mean of the chances, by weight.</param>
/// <param name="LogLoss">Log-loss of the chances.</param>
/// <param name="BaseRateLogLoss">Log-loss of giving everyone the rate that was known before.</param>
/// <param name="CalibrationError">Expected calibration error of the chances, 0..1.</param>
/// <param name="Auc">Area under the ROC curve, 0..1.</param>
public sealed record HorizonQuality(
    int Days, int Rows, int Positives, double Rate, double MeanProbability, double LogLoss, double BaseRateLogLoss, double CalibrationError, double Auc);
