namespace WarmLeads.ML.BoostedTrees;

/// <summary>Gains and lift from the top of the ranked list down.</summary>
public static class LiftCurve
{
    /// <summary>Points at 1/n, 2/n, … n/n of the list.</summary>
    /// <param name="probabilities">Shape [n], each in 0..1.</param>
    /// <param name="labels">Shape [n], each 0 or 1, at least one of them 1.</param>
    /// <param name="pointCount">How many points, 1 or more.</param>
    /// <param name="weights">Shape [n], none negative; empty for all 1.</param>
    public static IReadOnlyList<LiftPoint> Create(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<float> labels, int pointCount, ReadOnlySpan<float> weights = default)
    {
        var ranked = RankedExamples.Create(probabilities, labels, weights);
        var points = new LiftPoint[pointCount];
        for (var i = 0; i < pointCount; i++)
        {
            var share = (i + 1.0) / pointCount;
            points[i] = new LiftPoint(share, ranked.PositivesWithin(share) / ranked.TotalPositive, ranked.Lift(share));
        }

        return points;
    }
}
