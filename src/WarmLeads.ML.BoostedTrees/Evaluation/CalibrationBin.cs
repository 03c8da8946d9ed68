namespace WarmLeads.ML.BoostedTrees;

/// <summary>Examples of similar probability: what was predicted for them and what happened.</summary>
/// <param name="Weight">Weight of the examples; their number when all weigh 1 (a tie may be shared between two bins).</param>
/// <param name="MeanProbability">Mean predicted probability, 0..1.</param>
/// <param name="PositiveRate">Share of positives, 0..1.</param>
public readonly record struct CalibrationBin(double Weight, double MeanProbability, double PositiveRate)
{
    /// <summary>95 % interval of the positive rate (Wilson 1927), for pictures.</summary>
    public (double Low, double High) Interval()
    {
        const double z = 1.959963984540054;
        var n = Math.Max(Weight, 1);
        var center = (PositiveRate + z * z / (2 * n)) / (1 + z * z / n);
        var half = z / (1 + z * z / n) * Math.Sqrt(PositiveRate * (1 - PositiveRate) / n + z * z / (4 * n * n));
        return (Math.Max(0, center - half), Math.Min(1, center + half));
    }
}
