using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>What fitting leaves behind.</summary>
/// <param name="Trees">The mean of the folds' models as one forest, with the calibration in its leaves, and what is counted of all rows.</param>
/// <param name="OutOfFold">What is counted without the fold of each row.</param>
/// <param name="Capacity">The size that validation chose.</param>
/// <param name="Calibration">The map that is in the leaves: of log-odds, or of log-hazards where the forest is one of hazards.</param>
/// <param name="OutOfFoldScores">Calibrated score of each row by the model of the folds without it, shape [rows], log-odds.</param>
/// <param name="Trials">What was tried.</param>
/// <param name="Folds">Folds.</param>
/// <param name="Warnings">What a reader must be told, one sentence each.</param>
public sealed record FittedForest(
    EncodedTreeModel Trees, OutOfFoldEncoder OutOfFold, Capacity Capacity, ScoreCalibration Calibration, double[] OutOfFoldScores,
    IReadOnlyList<CapacityTrial> Trials, int Folds, IReadOnlyList<string> Warnings)
{
    /// <summary>What segments have of their own; null where the forest was not parted.</summary>
    public SegmentFit? Segments { get; init; }

    /// <summary>The model of each fold, of all the others' rows, with the calibration in its leaves: the forest is their mean.</summary>
    public IReadOnlyList<BoostedTreeModel> OfFolds { get; init; } = [];

    /// <summary>Scores of rows by each fold's model, shape [folds][rows]: what the sample that was learnt from makes of them.</summary>
    /// <param name="table">The rows.</param>
    public double[][] ScoreByFold(TrainingTable table) => [.. OfFolds.Select(model => table.Score(new EncodedTreeModel(Trees.Encoder, model)))];
}
