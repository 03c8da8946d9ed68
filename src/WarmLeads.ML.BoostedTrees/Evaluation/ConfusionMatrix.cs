namespace WarmLeads.ML.BoostedTrees;

/// <summary>What calling every example at or above a threshold brings: right and wrong, by what happened.</summary>
/// <param name="Threshold">Probability from which on an example is called, 0..1.</param>
/// <param name="TruePositives">Weight of called examples that were positive.</param>
/// <param name="FalsePositives">Weight of called examples that were not.</param>
/// <param name="FalseNegatives">Weight of positive examples that were not called.</param>
/// <param name="TrueNegatives">Weight of the others.</param>
public sealed record ConfusionMatrix(double Threshold, double TruePositives, double FalsePositives, double FalseNegatives, double TrueNegatives)
{
    /// <summary>Share of the called that were positive; 0 where none was called.</summary>
    public double Precision => Share(TruePositives, TruePositives + FalsePositives);

    /// <summary>Share of the positive that were called; 0 where there is none.</summary>
    public double Recall => Share(TruePositives, TruePositives + FalseNegatives);

    /// <summary>The harmonic mean of precision and recall; 0 where none was called rightly.</summary>
    public double F1 => Share(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Share of all that were told rightly.</summary>
    public double Accuracy => Share(TruePositives + TrueNegatives, TruePositives + FalsePositives + FalseNegatives + TrueNegatives);

    /// <summary>Share of all that were called.</summary>
    public double Called => Share(TruePositives + FalsePositives, TruePositives + FalsePositives + FalseNegatives + TrueNegatives);

    /// <summary>Counts.</summary>
    /// <param name="probabilities">Shape [n].</param>
    /// <param name="labels">Shape [n], 0 or 1.</param>
    /// <param name="weights">Shape [n]; empty for all 1.</param>
    /// <param name="threshold">Probability from which on an example is called; null to call as many as are expected to be positive.</param>
    public static ConfusionMatrix Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, double? threshold = null)
    {
        var from = threshold ?? ThresholdOfExpected(probabilities, weights);
        double truePositives = 0, falsePositives = 0, falseNegatives = 0, trueNegatives = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = weights.IsEmpty ? 1.0 : weights[i];
            switch (probabilities[i] >= from, labels[i] > 0.5f)
            {
                case (true, true):
                    truePositives += weight;
                    break;
                case (true, false):
                    falsePositives += weight;
                    break;
                case (false, true):
                    falseNegatives += weight;
                    break;
                default:
                    trueNegatives += weight;
                    break;
            }
        }

        return new ConfusionMatrix(from, truePositives, falsePositives, falseNegatives, trueNegatives);
    }

    // The probability of the example at which the called weigh as much as all probabilities add up to.
    static double ThresholdOfExpected(ReadOnlySpan<double> probabilities, ReadOnlySpan<float> weights)
    {
        var sorted = probabilities.ToArray();
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order);
        var expected = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
            expected += (weights.IsEmpty ? 1.0 : weights[i]) * probabilities[i];
        var at = sorted.Length - 1;
        for (var called = 0.0; at > 0; at--)
        {
            called += weights.IsEmpty ? 1.0 : weights[order[at]];
            if (called >= expected)
                break;
        }

        return sorted.Length == 0 ? 1 : sorted[at];
    }

    static double Share(double part, double whole) => whole == 0 ? 0 : part / whole;
}
