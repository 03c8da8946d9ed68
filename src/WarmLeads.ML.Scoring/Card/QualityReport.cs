using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Scoring;

/// <summary>How good a model was on rows that nothing of it was fitted on, beside two baselines on the same rows.</summary>
public sealed record QualityReport
{
    /// <summary>How the rows were chosen, in words: "the newest fifth, after 2026-04-02" or "a fifth at random, seed 0".</summary>
    public required string Split { get; init; }

    /// <summary>The model.</summary>
    public required BinaryClassificationMetrics Model { get; init; }

    /// <summary>The training part's conversion rate for everyone.</summary>
    public required BinaryClassificationMetrics BaseRate { get; init; }

    /// <summary>Logistic regression on the same columns.</summary>
    public required BinaryClassificationMetrics LogisticRegression { get; init; }

    /// <summary>Standard error of the difference in log-loss between the model and logistic regression, row by row; 0 when unknown.</summary>
    public double LogisticRegressionStandardError { get; init; }

    /// <summary>Share of the judged rows' weight that converted; null in cards from before it was kept.</summary>
    public double? ObservedRate { get; init; }

    /// <summary>Between which figures the truth lies; null when too few leads of one outcome were judged to say so.</summary>
    public QualityIntervals? Intervals { get; init; }

    /// <summary>Predicted against observed, ten bins of equal mass, lowest first.</summary>
    public required IReadOnlyList<CalibrationBin> CalibrationCurve { get; init; }

    /// <summary>What calling from a threshold on brings: the one that was asked for, or the one that calls as many as are expected to convert; null in cards from before it was kept.</summary>
    public ConfusionMatrix? AtThreshold { get; init; }

    /// <summary>Gains and lift at 5 %, 10 %, … 100 % of the list.</summary>
    public required IReadOnlyList<LiftPoint> LiftCurve { get; init; }
}
