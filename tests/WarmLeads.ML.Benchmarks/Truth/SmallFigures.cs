using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Benchmarks;

/// <summary>What was said of one model of a small table, and the truth.</summary>
/// <param name="SaidAuc">The card's AUC.</param>
/// <param name="TrueAuc">On fresh leads.</param>
/// <param name="Auc">The card's interval.</param>
/// <param name="SaidLoss">The card's log-loss.</param>
/// <param name="TrueLoss">On fresh leads, expected over their outcomes.</param>
/// <param name="Loss">The card's interval.</param>
/// <param name="ChanceCoverage">Share of groups of like score whose true chance lies in the interval of their score.</param>
/// <param name="ChanceWidth">Mean width of these intervals.</param>
/// <param name="Error">Mean absolute error of the probability.</param>
/// <param name="Size">The size that was chosen.</param>
sealed record SmallFigures(
    double SaidAuc, double TrueAuc, FigureInterval Auc, double SaidLoss, double TrueLoss, FigureInterval Loss, double ChanceCoverage, double ChanceWidth,
    double Error, string Size);
