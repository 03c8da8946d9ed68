using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Training;

/// <summary>Figures with their intervals over leads.</summary>
/// <param name="Auc">Area under the ROC curve, 0..1.</param>
/// <param name="AucPr">Area under the precision-recall curve, 0..1.</param>
/// <param name="Logloss">Log-loss, nats.</param>
/// <param name="Brier">Brier score, 0..1.</param>
/// <param name="Ece15">Calibration error over bins of equal mass, 0..1.</param>
/// <param name="Lift10">Conversion rate of the highest tenth over that of all.</param>
public sealed record JudgedFigures(
    BootstrapInterval Auc, BootstrapInterval AucPr, BootstrapInterval Logloss, BootstrapInterval Brier, BootstrapInterval Ece15, BootstrapInterval Lift10);
