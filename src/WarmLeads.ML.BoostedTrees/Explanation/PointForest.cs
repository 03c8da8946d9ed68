namespace WarmLeads.ML.BoostedTrees;

/// <summary>
/// The edge tables of a forest for one row alone, which reads each number once and waits for memory most of the time: few
/// bytes, one after the other.
/// </summary>
sealed class PointForest
{
    /// <summary>Doubles that points are padded to.</summary>
    public const int Lanes = EdgeTable.MostPoints;

    /// <summary>Lays the tables out.</summary>
    public PointForest(EdgeTable[] tables)
    {
        var (trees, nodes, scales, edges, points) =
            (new List<PointTree>(), new List<PointNode>(), new List<double>(), new List<double>(), new List<double>());
        var known = new Dictionary<(int Count, int Chunk), int>();
        foreach (var table in tables)
        {
            for (var i = 0; i < table.Chunks.Length; i++)
            {
                var chunk = table.Chunks[i];
                if (!known.TryGetValue((table.PointCount, i), out var firstPoint))
                {
                    firstPoint = known[(table.PointCount, i)] = points.Count;
                    points.AddRange(Padded(chunk.Points));
                    points.AddRange(Padded(chunk.PointWeights));
                }

                trees.Add(new PointTree(
                    nodes.Count, table.Nodes.Length, table.NodeCount, scales.Count, edges.Count, chunk.Points.Length, firstPoint));
                foreach (var alpha in table.Alphas)
                {
                    edges.Add(alpha);
                    edges.AddRange(chunk.Points.Select(t => 1 / (1 + (alpha * t))));
                }
            }

            nodes.AddRange(table.Nodes.Select((node, at) => new PointNode(node, table.EarlierEdges[at], table.Features[at])));
            scales.AddRange(table.Scales);
        }

        edges.AddRange(new double[Lanes]);
        (Trees, Nodes, Scales, Edges, Points) = ([.. trees], [.. nodes], [.. scales], [.. edges], [.. points]);
    }

    /// <summary>The trees; one whose points are in several chunks is there as often.</summary>
    public PointTree[] Trees { get; }

    /// <summary>The inner nodes of all trees.</summary>
    public PointNode[] Nodes { get; }

    /// <summary>The scales of all trees' places, as in <see cref="EdgeTable.Scales"/>.</summary>
    public double[] Scales { get; }

    /// <summary>Of each edge alpha, then 1 / (1 + alpha t) at every point; a vector can be read at the last.</summary>
    public double[] Edges { get; }

    /// <summary>The points t of a chunk, then their weights, eight doubles each.</summary>
    public double[] Points { get; }

    static double[] Padded(double[] values) => [.. values, .. new double[Lanes - values.Length]];
}
