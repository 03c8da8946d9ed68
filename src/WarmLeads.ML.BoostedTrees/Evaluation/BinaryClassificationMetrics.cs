namespace WarmLeads.ML.BoostedTrees;

/// <summary>How good predicted probabilities are against what happened.</summary>
/// <remarks>All figures are weighted when weights are given. Probabilities are clipped to [1e-15, 1 - 1e-15] in the log-loss only.</remarks>
public sealed record BinaryClassificationMetrics
{
    /// <summary>Examples judged.</summary>
    public required int Count { get; init; }

    /// <summary>Examples with label 1.</summary>
    public required int PositiveCount { get; init; }

    /// <summary>Area under the ROC curve, 0..1; ties count half; NaN when one class is absent.</summary>
    public required double AreaUnderRocCurve { get; init; }

    /// <summary>Area under the precision-recall curve (average precision), 0..1; NaN when there is no positive.</summary>
    public required double AreaUnderPrecisionRecallCurve { get; init; }

    /// <summary>Mean negative log-likelihood in nats; lower is better.</summary>
    public required double LogLoss { get; init; }

    /// <summary>Mean squared difference between probability and label, 0..1; lower is better.</summary>
    public required double BrierScore { get; init; }

    /// <summary>Expected calibration error over 15 bins of equal mass, 0..1; lower is better.</summary>
    public required double ExpectedCalibrationError { get; init; }

    /// <summary>Conversion rate among the tenth with the highest probabilities, over the rate of all; ties share.</summary>
    public required double LiftAt10Percent { get; init; }

    /// <summary>Judges probabilities.</summary>
    /// <param name="probabilities">Shape [n], each in 0..1.</param>
    /// <param name="labels">Shape [n], each 0 or 1.</param>
    /// <param name="weights">Shape [n], none negative; empty for all 1.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no example, or a probability is NaN.</exception>
    public static BinaryClassificationMetrics Evaluate(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        var ranked = RankedExamples.Create(probabilities, labels, weights);
        double logLoss = 0, brier = 0;
        var positives = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            var p = Math.Clamp(probabilities[i], 1e-15, 1 - 1e-15);
            logLoss -= weight * (labels[i] * Math.Log(p) + (1 - labels[i]) * Math.Log(1 - p));
            var error = probabilities[i] - labels[i];
            brier += weight * error * error;
            if (labels[i] > 0.5f)
                positives++;
        }

        return new BinaryClassificationMetrics
        {
            Count = labels.Length,
            PositiveCount = positives,
            AreaUnderRocCurve = ranked.AreaUnderRocCurve(),
            AreaUnderPrecisionRecallCurve = ranked.AveragePrecision(),
            LogLoss = logLoss / ranked.TotalWeight,
            BrierScore = brier / ranked.TotalWeight,
            ExpectedCalibrationError = CalibrationCurve.ExpectedError(ranked.Curve(15)),
            LiftAt10Percent = ranked.Lift(0.1),
        };
    }
}
