namespace WarmLeads.ML.BoostedTrees;

/// <summary>What the edges of a tree do to the weight of a path, at every point of the quadrature.</summary>
/// <remarks>
/// For an edge on feature f let z be the product of cover ratios over the path's edges on f up to it, alpha = 1/z - 1,
/// and alpha' the same up to the earlier edge on f (0 when there is none). At point t the weight is multiplied by
///     (1 + alpha t) / (1 + alpha' t)      when the row passes this and all earlier tests on f
///     (1 - t) / (1 + alpha' t)            when it passes the earlier ones and fails this one
///     1                                   when it failed an earlier one
/// and the feature's share of the weight is the derivative of the factor's logarithm: alpha / (1 + alpha t) or
/// -1 / (1 - t), less alpha' / (1 + alpha' t). So one vector per edge is kept, 1 / (1 + alpha t).
/// Places are those of <see cref="BatchTree"/>; an edge has the place of its child, and the place behind the last one
/// stands for "no earlier edge". Shapes: N places, K points in K/8 chunks of 8.
/// </remarks>
sealed class EdgeTable
{
    const int ChunkLength = 8;

    /// <summary>Makes the table of a tree.</summary>
    public EdgeTable(TreeNode[] tree, BatchTree batch)
    {
        Nodes = batch.Inner;
        NodeCount = tree.Length;
        (Features, EarlierEdges) = (new int[Nodes.Length], new int[Nodes.Length]);
        (Alphas, Scales) = (new double[NodeCount + 1], new double[NodeCount]);
        Array.Fill(Scales, 1);
        FindEarlierEdges(tree, batch.Places, out var mostFeatures);
        var (points, weights) = GaussLegendre.OnUnitInterval(GaussLegendre.PointsFor(mostFeatures));
        (Points, PointWeights, ChunkCount) = (points, weights, points.Length / ChunkLength);
        for (var i = 0; i < tree.Length; i++)
        {
            if (tree[i].IsLeaf)
            {
                Scales[batch.Places[i]] = tree[i].Value * (tree[i].Cover / tree[0].Cover);
                continue;
            }

            foreach (var child in (ReadOnlySpan<int>)[i + 1, tree[i].Right])
            {
                var earlier = Alphas[EarlierEdges[batch.Places[i]]];
                Alphas[batch.Places[child]] = ((1 + earlier) * (tree[i].Cover / tree[child].Cover)) - 1;
            }
        }

        Inverses = new double[(NodeCount + 1) * points.Length];
        for (var k = 0; k < points.Length; k++)
        {
            var chunk = Inverses.AsSpan(k / ChunkLength * (NodeCount + 1) * ChunkLength);
            for (var place = 0; place <= NodeCount; place++)
            {
                chunk[(place * ChunkLength) + (k % ChunkLength)] = 1 / (1 + (Alphas[place] * points[k]));
            }
        }
    }

    /// <summary>The inner nodes, as the batch decides them.</summary>
    public BatchNode[] Nodes { get; }

    /// <summary>N.</summary>
    public int NodeCount { get; }

    /// <summary>K / 8.</summary>
    public int ChunkCount { get; }

    /// <summary>The points t, shape [K].</summary>
    public double[] Points { get; }

    /// <summary>Weights of the quadrature, shape [K].</summary>
    public double[] PointWeights { get; }

    /// <summary>The feature of each inner node.</summary>
    public int[] Features { get; }

    /// <summary>Per inner node: the place of the nearest edge above it on the same feature, N = none.</summary>
    public int[] EarlierEdges { get; }

    /// <summary>alpha of each edge, and 0 for "none"; shape [N + 1].</summary>
    public double[] Alphas { get; }

    /// <summary>1 / (1 + alpha t), shape [K / 8, N + 1, 8].</summary>
    public double[] Inverses { get; }

    /// <summary>Per leaf: value times share of the root's cover; 1 for an inner node; shape [N].</summary>
    public double[] Scales { get; }

    void FindEarlierEdges(TreeNode[] tree, int[] places, out int mostFeatures)
    {
        var (parents, featureCounts) = (new int[tree.Length], new int[tree.Length]);
        parents[0] = -1;
        for (var i = 0; i < tree.Length; i++)
        {
            if (tree[i].IsLeaf)
            {
                continue;
            }

            var earlier = NodeCount;
            for (int child = i, parent = parents[i]; parent >= 0 && earlier == NodeCount; (child, parent) = (parent, parents[parent]))
            {
                earlier = tree[parent].Feature == tree[i].Feature ? places[child] : NodeCount;
            }

            (Features[places[i]], EarlierEdges[places[i]]) = (tree[i].Feature, earlier);
            var (left, right) = (i + 1, tree[i].Right);
            (parents[left], parents[right]) = (i, i);
            featureCounts[left] = featureCounts[right] = featureCounts[i] + (earlier == NodeCount ? 1 : 0);
        }

        mostFeatures = featureCounts.Max();
    }
}
