using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>A pipeline judged on a history, forward in time.</summary>
public sealed record HistoryEvaluation
{
    /// <summary>What is predicted, in words.</summary>
    public required string Target { get; init; }

    /// <summary>Snapshots that were judged.</summary>
    public required int Rows { get; init; }

    /// <summary>Leads that they belong to.</summary>
    public required int Leads { get; init; }

    /// <summary>Snapshots of these that converted.</summary>
    public required int Positives { get; init; }

    /// <summary>Each cut-off.</summary>
    public required IReadOnlyList<CutoffResult> Cutoffs { get; init; }

    /// <summary>The model and its baselines on all judged snapshots: `model`, `hazard` (or `direct` where the hazard is the model), `logistic_regression`, `points_rules`, `recency`, `base_rate`.</summary>
    public required IReadOnlyDictionary<string, JudgedFigures> Figures { get; init; }

    /// <summary>Each baseline's log-loss minus the model's: above 0 the model is better.</summary>
    public required IReadOnlyDictionary<string, BootstrapInterval> LogLossGain { get; init; }

    /// <summary>The chances within each horizon that the history can tell of, on the judged snapshots whose so many days have passed; none for the final outcome.</summary>
    public IReadOnlyList<HorizonQuality> Horizons { get; init; } = [];

    /// <summary>What calling the top of the list brings.</summary>
    public required IReadOnlyList<CalledShare> Gains { get; init; }

    /// <summary>What calling from a threshold on brings.</summary>
    public required ConfusionMatrix AtThreshold { get; init; }

    /// <summary>Predicted against observed, ten bins of equal mass, lowest first.</summary>
    public required IReadOnlyList<CalibrationBin> CalibrationCurve { get; init; }

    /// <summary>The column that segments are made of; null when none was asked for.</summary>
    public string? SegmentColumn { get; init; }

    /// <summary>The figures of each segment, the largest first.</summary>
    public required IReadOnlyList<SegmentResult> Segments { get; init; }

    /// <summary>Columns that predict too well to be known before the outcome.</summary>
    public required IReadOnlyList<LeakWarning> Leaks { get; init; }

    /// <summary>What must not be overlooked, one sentence each.</summary>
    public required IReadOnlyList<string> Alarms { get; init; }

    /// <summary>The judgement.</summary>
    public required string Verdict { get; init; }
}
