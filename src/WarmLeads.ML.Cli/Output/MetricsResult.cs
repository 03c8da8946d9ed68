using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Cli;

/// <summary>The five figures that every command prints, under the names that scripts read.</summary>
/// <param name="Auc">Area under the ROC curve.</param>
/// <param name="Logloss">Mean negative log-likelihood in nats.</param>
/// <param name="Brier">Mean squared error of the probability.</param>
/// <param name="Ece15">Expected calibration error over 15 bins of equal mass.</param>
/// <param name="Lift10">Conversion rate of the best tenth over that of all.</param>
sealed record MetricsResult(double Auc, double Logloss, double Brier, double Ece15, double Lift10)
{
    /// <summary>The figures of a judgement.</summary>
    public static MetricsResult From(BinaryClassificationMetrics metrics) => new(
        metrics.AreaUnderRocCurve, metrics.LogLoss, metrics.BrierScore, metrics.ExpectedCalibrationError,
        metrics.LiftAt10Percent);
}
