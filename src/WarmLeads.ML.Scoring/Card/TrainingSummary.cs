using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Scoring;

/// <summary>How a model was fitted.</summary>
public sealed record TrainingSummary
{
    /// <summary>The size that validation chose.</summary>
    public required string Capacity { get; init; }

    /// <summary>What was tried and its out-of-fold log-loss.</summary>
    public required IReadOnlyList<CapacityTrial> Trials { get; init; }

    /// <summary>Folds whose models were averaged into the forest.</summary>
    public required int Folds { get; init; }

    /// <summary>Trees of the forest.</summary>
    public required int Trees { get; init; }

    /// <summary>The map from score to calibrated score.</summary>
    public required ScoreCalibration Calibration { get; init; }

    /// <summary>Seed of everything random.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The time that was allowed, in seconds.</summary>
    public required double BudgetSeconds { get; init; }

    /// <summary>The time that was taken, in seconds.</summary>
    public required double TrainSeconds { get; init; }
}
