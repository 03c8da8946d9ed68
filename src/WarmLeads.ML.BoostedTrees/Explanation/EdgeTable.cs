namespace WarmLeads.ML.BoostedTrees;

/// <summary>What the edges of a tree do to the weight of a path.</summary>
/// <remarks>
/// For an edge on feature f let z be the product of cover ratios over the path's edges on f up to it, alpha = 1/z - 1 when
/// the row passes all of them and -1 when it fails this one; alpha' is the same up to the earlier edge on f (0 when there is
/// none). With the slope c = alpha - alpha' and u = t / (1 + alpha' t), the weight at point t is multiplied by
///     (1 + alpha t) / (1 + alpha' t) = 1 + c u
/// and the feature's share is the derivative of the factor's logarithm, which times the factor is c / (1 + alpha' t)^2. A row
/// that failed an earlier test on f has slope 0. So a slope is all that a row decides at an edge.
/// Places are those of <see cref="BatchTree"/>; an edge has the place of its child, and the place behind the last one
/// stands for "no earlier edge". Shapes: N places, n inner nodes, K points in chunks of at most 8.
/// </remarks>
sealed class EdgeTable
{
    /// <summary>Most points of a chunk: more would make the weights of a tree outgrow the cache.</summary>
    public const int MostPoints = 8;

    /// <summary>Makes the table of a tree.</summary>
    public EdgeTable(TreeNode[] tree, BatchTree batch)
    {
        Nodes = batch.Inner;
        NodeCount = tree.Length;
        (Features, EarlierEdges, Scales) = (new int[Nodes.Length], new int[Nodes.Length], new double[NodeCount]);
        Array.Fill(Scales, 1);
        FindEarlierEdges(tree, batch.Places, out var mostFeatures);
        Alphas = FindAlphas(tree, batch.Places);
        var (points, weights) = GaussLegendre.OnUnitInterval(GaussLegendre.PointsFor(mostFeatures));
        PointCount = points.Length;
        Chunks = new EdgeTableChunk[(points.Length + MostPoints - 1) / MostPoints];
        for (int i = 0, start = 0; i < Chunks.Length; i++)
        {
            var end = points.Length * (i + 1) / Chunks.Length;
            Chunks[i] = new EdgeTableChunk(points[start..end], weights[start..end]);
            start = end;
        }
    }

    /// <summary>The inner nodes, as the batch decides them.</summary>
    public BatchNode[] Nodes { get; }

    /// <summary>N.</summary>
    public int NodeCount { get; }

    /// <summary>The feature of each inner node, shape [n].</summary>
    public int[] Features { get; }

    /// <summary>Per inner node: the place of the nearest edge above it on the same feature, N = none; shape [n].</summary>
    public int[] EarlierEdges { get; }

    /// <summary>Per leaf: value times share of the root's cover; 1 for an inner node; shape [N].</summary>
    public double[] Scales { get; }

    /// <summary>alpha of each edge, and 0 for "none"; shape [N + 1].</summary>
    public double[] Alphas { get; }

    /// <summary>K.</summary>
    public int PointCount { get; }

    /// <summary>The points.</summary>
    public EdgeTableChunk[] Chunks { get; }

    double[] FindAlphas(TreeNode[] tree, int[] places)
    {
        var alphas = new double[NodeCount + 1];
        for (var i = 0; i < tree.Length; i++)
        {
            if (tree[i].IsLeaf)
            {
                Scales[places[i]] = tree[i].Value * (tree[i].Cover / tree[0].Cover);
                continue;
            }

            foreach (var child in (ReadOnlySpan<int>)[i + 1, tree[i].Right])
            {
                var earlier = alphas[EarlierEdges[places[i]]];
                alphas[places[child]] = ((1 + earlier) * (tree[i].Cover / tree[child].Cover)) - 1;
            }
        }

        return alphas;
    }

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
