namespace WarmLeads.ML.BoostedTrees;

/// <summary>Examples of similar probability: what was predicted for them, what happened, and how sure that is.</summary>
/// <param name="Weight">Weight of the examples.</param>
/// <param name="EffectiveCount">Examples of equal weight that say as much: (sum w)^2 / sum w^2 (Kish 1965); their number when all weigh the same.</param>
/// <param name="MeanProbability">Mean predicted probability, 0..1.</param>
/// <param name="PositiveRate">Share of positives, 0..1.</param>
public readonly record struct ReliabilityBin(double Weight, double EffectiveCount, double MeanProbability, double PositiveRate)
{
    /// <summary>Interval of the positive rate (Wilson 1927) at the effective count.</summary>
    /// <param name="z">Standard normal quantile; 1.96 is 95 %.</param>
    public (double Low, double High) Interval(double z = 1.959963984540054)
    {
        var n = EffectiveCount;
        if (!(n > 0))
        {
            return (0, 1);
        }

        var center = (PositiveRate + (z * z / (2 * n))) / (1 + (z * z / n));
        var half = z / (1 + (z * z / n)) * Math.Sqrt((PositiveRate * (1 - PositiveRate) / n) + (z * z / (4 * n * n)));
        return (Math.Max(0, center - half), Math.Min(1, center + half));
    }
}
