namespace WarmLeads.ML.BoostedTrees;

/// <summary>Predicted against observed: bins of equal mass with intervals, and the figures that follow from them.</summary>
public sealed class ReliabilityCurve
{
    /// <summary>The most bins that <see cref="CreateMonotone"/> looks at: classes that are parted would bear any number.</summary>
    public const int MostMonotoneBins = 500;

    ReliabilityCurve(IReadOnlyList<ReliabilityBin> bins, double brier)
    {
        Bins = bins;
        double weight = 0, positive = 0, error = 0, reliability = 0, resolution = 0;
        foreach (var bin in bins)
        {
            weight += bin.Weight;
            positive += bin.Weight * bin.PositiveRate;
            error += bin.Weight * Math.Abs(bin.MeanProbability - bin.PositiveRate);
            reliability += bin.Weight * Math.Pow(bin.MeanProbability - bin.PositiveRate, 2);
        }

        var rate = positive / weight;
        resolution = bins.Sum(bin => bin.Weight * Math.Pow(bin.PositiveRate - rate, 2));
        ExpectedError = error / weight;
        Brier = new BrierDecomposition(brier, reliability / weight, resolution / weight, rate * (1 - rate));
    }

    /// <summary>The bins, lowest probabilities first.</summary>
    public IReadOnlyList<ReliabilityBin> Bins { get; }

    /// <summary>Mean distance between predicted and observed over the bins, 0..1; lower is better.</summary>
    public double ExpectedError { get; }

    /// <summary>The Brier score and what it is made of over these bins.</summary>
    public BrierDecomposition Brier { get; }

    /// <summary>Sorts examples by probability and cuts them into bins of equal mass; a tie may be shared between neighbours.</summary>
    /// <param name="probabilities">Shape [n], each in 0..1.</param>
    /// <param name="labels">Shape [n], each 0 or 1.</param>
    /// <param name="binCount">How many bins, 1 or more; fewer come back when there are fewer examples.</param>
    /// <param name="weights">Shape [n], none negative; empty for all 1.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no example, or no weight.</exception>
    public static ReliabilityCurve Create(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<float> labels, int binCount, ReadOnlySpan<float> weights = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(binCount, 1);
        var ranked = Rank(probabilities, labels, weights);
        return new ReliabilityCurve(ranked.ReliabilityBins(Math.Min(binCount, labels.Length)), BrierOf(probabilities, labels, weights, ranked.TotalWeight));
    }

    /// <summary>The same with as many bins as the data bear: bins are added while their rates rise from bin to bin.</summary>
    /// <param name="probabilities">Shape [n], each in 0..1.</param>
    /// <param name="labels">Shape [n], each 0 or 1.</param>
    /// <param name="weights">Shape [n], none negative; empty for all 1.</param>
    /// <remarks>
    /// A fixed number of bins overstates the error of good models on few examples; this bias is the least of those known.
    /// Source: Roelofs et al. 2022, "Mitigating bias in calibration error estimation" (ECE sweep, equal mass).
    /// </remarks>
    /// <exception cref="ArgumentException">The lengths differ, there is no example, or no weight.</exception>
    public static ReliabilityCurve CreateMonotone(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        var ranked = Rank(probabilities, labels, weights);
        var bins = ranked.ReliabilityBins(1);
        for (var count = 2; count <= Math.Min(labels.Length, MostMonotoneBins); count++)
        {
            var next = ranked.ReliabilityBins(count);
            if (!Rises(next))
            {
                break;
            }

            bins = next;
        }

        return new ReliabilityCurve(bins, BrierOf(probabilities, labels, weights, ranked.TotalWeight));
    }

    static RankedExamples Rank(ReadOnlySpan<double> probabilities, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        var ranked = RankedExamples.Create(probabilities, labels, weights);
        return ranked.TotalWeight > 0 ? ranked : throw new ArgumentException("All weights are 0, so nothing can be judged; pass examples with a weight.");
    }

    static bool Rises(IReadOnlyList<ReliabilityBin> bins)
    {
        for (var i = 1; i < bins.Count; i++)
        {
            if (bins[i].PositiveRate < bins[i - 1].PositiveRate)
            {
                return false;
            }
        }

        return true;
    }

    static double BrierOf(ReadOnlySpan<double> probabilities, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, double totalWeight)
    {
        double sum = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var error = probabilities[i] - labels[i];
            sum += (weights.IsEmpty ? 1 : weights[i]) * error * error;
        }

        return sum / totalWeight;
    }
}
