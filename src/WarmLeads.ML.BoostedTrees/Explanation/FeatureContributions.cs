namespace WarmLeads.ML.BoostedTrees;

/// <summary>Why a row has its score: what each feature adds to the bias.</summary>
/// <remarks>Bias plus the sum of the values is the score, bit for bit, in whatever order they are added.</remarks>
public sealed class FeatureContributions
{
    readonly double[] _values;

    internal FeatureContributions(double bias, double[] values, double score) => (Bias, _values, Score) = (bias, values, score);

    /// <summary>Mean score of the training examples, on the scale of the link.</summary>
    public double Bias { get; }

    /// <summary>Contributions, one per feature of the schema, on the scale of the link.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The score of the row, on the scale of the link.</summary>
    public double Score { get; }
}
