namespace WarmLeads.ML.BoostedTrees;

/// <summary>Predicted against observed, in bins of equal mass.</summary>
public static class CalibrationCurve
{
    /// <summary>Sorts examples by probability and cuts them into bins of equal mass, lowest first.</summary>
    /// <param name="probabilities">Shape [n], each in 0..1.</param>
    /// <param name="labels">Shape [n], each 0 or 1.</param>
    /// <param name="binCount">How many bins, 1 or more; fewer come back when there are fewer examples.</param>
    /// <param name="weights">Shape [n], none negative; empty for all 1.</param>
    public static IReadOnlyList<CalibrationBin> Create(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<float> labels, int binCount, ReadOnlySpan<float> weights = default) =>
        RankedExamples.Create(probabilities, labels, weights).Curve(Math.Min(binCount, Math.Max(labels.Length, 1)));

    /// <summary>Mean distance between predicted and observed over the bins, weighted by their mass, 0..1.</summary>
    public static double ExpectedError(IReadOnlyList<CalibrationBin> bins) =>
        bins.Sum(bin => bin.Weight * Math.Abs(bin.MeanProbability - bin.PositiveRate)) / bins.Sum(bin => bin.Weight);
}
