namespace WarmLeads.ML.BoostedTrees;

/// <summary>Why a row has its score, split into what features do alone and what they do together.</summary>
/// <remarks>
/// A symmetric table: off the diagonal, half of what two features do together; on it, what a feature does alone. A line
/// adds up to the feature's contribution, and the bias plus the whole table to the score, bit for bit in any order.
/// </remarks>
public sealed class FeatureInteractions
{
    readonly double[] _values;

    internal FeatureInteractions(double bias, double[] values, int featureCount, double score) =>
        (Bias, _values, FeatureCount, Score) = (bias, values, featureCount, score);

    /// <summary>Mean score of the training examples, on the scale of the link.</summary>
    public double Bias { get; }

    /// <summary>Features of the schema.</summary>
    public int FeatureCount { get; }

    /// <summary>The table line by line, shape [features, features], on the scale of the link.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The score of the row, on the scale of the link.</summary>
    public double Score { get; }

    /// <summary>Half of what two features do together, or what one does alone, on the scale of the link.</summary>
    public double this[int feature, int other] => _values[(feature * FeatureCount) + other];
}
