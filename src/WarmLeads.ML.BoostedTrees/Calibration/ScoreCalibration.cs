namespace WarmLeads.ML.BoostedTrees;

/// <summary>A straight map of the score (log-odds) that makes its probabilities true.</summary>
/// <remarks>
/// Scaled contributions of a scaled score still add up to it exactly, so a forest can take a straight map into its
/// leaves (<see cref="BoostedTreeModel.Rescale"/>). <see cref="CalibrationMap"/> has the curved ones.
/// </remarks>
/// <param name="Kind">Which of the straight maps it is.</param>
/// <param name="Intercept">Log-odds added.</param>
/// <param name="Slope">Factor of the score, above 0.</param>
public sealed record ScoreCalibration(CalibrationKind Kind, double Intercept, double Slope)
{
    static readonly CalibrationKind[] StraightKinds = [CalibrationKind.Identity, CalibrationKind.Temperature, CalibrationKind.Affine];

    /// <summary>The map that changes nothing.</summary>
    public static ScoreCalibration Identity { get; } = new(CalibrationKind.Identity, 0, 1);

    /// <summary>The calibrated score, in log-odds.</summary>
    public double Apply(double score) => Intercept + Slope * score;

    /// <summary>Fits one kind of straight map.</summary>
    /// <param name="kind">Identity, temperature or affine.</param>
    /// <param name="scores">Scores of examples that the model was not trained on, shape [n], log-odds.</param>
    /// <param name="labels">Shape [n], each in 0..1.</param>
    /// <param name="weights">Shape [n], none negative; empty for all 1.</param>
    /// <exception cref="ArgumentException">The kind is not straight, or the shapes or numbers do not fit.</exception>
    public static ScoreCalibration Fit(
        CalibrationKind kind, ReadOnlySpan<double> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default) =>
        CalibrationMap.Fit(kind, scores, labels, weights).Straight
            ?? throw new ArgumentException($"A map of kind {kind} is not straight; use {nameof(CalibrationMap)} for it.");

    /// <summary>Fits every straight kind and takes the simplest whose out-of-fold log-loss is within one standard error of the best.</summary>
    /// <param name="scores">Scores of examples that the model was not trained on, shape [n], log-odds.</param>
    /// <param name="labels">Shape [n], each in 0..1.</param>
    /// <param name="folds">Fold of each example, shape [n], 0..k-1: maps are judged on folds they were not fitted on.</param>
    /// <param name="weights">Shape [n], none negative; empty for all 1.</param>
    /// <exception cref="ArgumentException">The shapes or numbers do not fit.</exception>
    public static ScoreCalibration Choose(
        ReadOnlySpan<double> scores, ReadOnlySpan<float> labels, ReadOnlySpan<int> folds, ReadOnlySpan<float> weights = default) =>
        CalibrationMap.Choose(scores, labels, folds, weights, StraightKinds).Straight!;
}
