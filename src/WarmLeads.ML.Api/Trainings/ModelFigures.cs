using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Api;

/// <summary>How good a model was on leads whose outcome it had not seen.</summary>
/// <param name="Rows">Snapshots of leads judged.</param>
/// <param name="Positives">Of these, converted within the horizon.</param>
/// <param name="Auc">Area under the ROC curve, 0..1; null when one class is absent.</param>
/// <param name="LogLoss">Mean negative log-likelihood in nats.</param>
/// <param name="Brier">Mean squared difference between probability and outcome.</param>
/// <param name="Ece15">Expected calibration error over 15 bins of equal mass.</param>
/// <param name="Lift10">Conversion rate among the best tenth over the rate of all.</param>
sealed record ModelFigures(int Rows, int Positives, double? Auc, double LogLoss, double Brier, double Ece15, double? Lift10)
{
    /// <summary>The figures of metrics.</summary>
    public static ModelFigures From(BinaryClassificationMetrics metrics) => new(
        metrics.Count, metrics.PositiveCount, Finite(metrics.AreaUnderRocCurve), metrics.LogLoss, metrics.BrierScore,
        metrics.ExpectedCalibrationError, Finite(metrics.LiftAt10Percent));

    static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
