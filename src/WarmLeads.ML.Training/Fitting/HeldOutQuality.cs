using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>What the whole pipeline reaches on rows that nothing of it was fitted on.</summary>
/// <param name="Quality">The figures beside the baselines.</param>
/// <param name="Capacity">The size that validation chose most often.</param>
/// <param name="Trials">What was tried in the last part.</param>
/// <param name="Probabilities">The model's probability of every judged row, in the order of the parts.</param>
/// <param name="BaseRate">Conversion rate of what was learnt from, mean over the parts.</param>
/// <param name="LogisticRegression">Logistic regression's probability of every judged row.</param>
/// <param name="OutOfFoldScores">Of the last part: the calibrated score of each row that was learnt from by models without it, log-odds.</param>
public sealed record HeldOutQuality(
    QualityReport Quality, Capacity Capacity, IReadOnlyList<CapacityTrial> Trials, double[] Probabilities, double BaseRate,
    double[] LogisticRegression, double[] OutOfFoldScores)
{
    /// <summary>How good the model was in each segment, by its value; null where the model has none.</summary>
    public IReadOnlyDictionary<string, SegmentQuality>? Segments { get; init; }

    /// <summary>How sure the chances of such a model are; null when too few leads of one outcome were judged to say.</summary>
    public ChanceInterval? Certainty { get; init; }
}
