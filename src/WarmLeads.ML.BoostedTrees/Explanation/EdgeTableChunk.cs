namespace WarmLeads.ML.BoostedTrees;

/// <summary>The part of an <see cref="EdgeTable"/> that some of the points of the quadrature need.</summary>
/// <param name="table">The table.</param>
/// <param name="points">The points t, at most 8.</param>
/// <param name="pointWeights">Weights of the quadrature, one per point.</param>
sealed class EdgeTableChunk(EdgeTable table, double[] points, double[] pointWeights)
{
    readonly Lazy<EdgeFactors[]> _factors = new(() => MakeFactors(table, points));

    /// <summary>The points t.</summary>
    public double[] Points { get; } = points;

    /// <summary>Weights of the quadrature, one per point.</summary>
    public double[] PointWeights { get; } = pointWeights;

    /// <summary>Shape [inner nodes, points].</summary>
    public EdgeFactors[] Factors => _factors.Value;

    // ShapRow makes the same numbers by the same operations in the same order.
    static EdgeFactors[] MakeFactors(EdgeTable table, double[] points)
    {
        var factors = new EdgeFactors[table.Nodes.Length * points.Length];
        for (var i = 0; i < factors.Length; i++)
        {
            var (place, t) = (i / points.Length, points[i % points.Length]);
            var (left, right) = (table.Alphas[table.Nodes[place].Left], table.Alphas[table.Nodes[place].Right]);
            var earlier = table.Alphas[table.EarlierEdges[place]];
            var before = 1 / (1 + (earlier * t));
            var share = earlier * before;
            factors[i] = new EdgeFactors(
                (1 + (left * t)) * before, (1 + (right * t)) * before, (1 - t) * before, FailedEarlier: 1,
                (left * (1 / (1 + (left * t)))) - share, (right * (1 / (1 + (right * t)))) - share, (-1 / (1 - t)) - share, FailedEarlierShare: 0);
        }

        return factors;
    }
}
