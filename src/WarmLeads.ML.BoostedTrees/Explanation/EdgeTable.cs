namespace WarmLeads.ML.BoostedTrees;

/// <summary>What the edges of a tree do to the weight of a path, at every point of the quadrature.</summary>
/// <remarks>
/// For an edge on feature f let z be the product of cover ratios over the path's edges on f up to it, alpha = 1/z - 1,
/// and alpha' the same up to the earlier edge on f (0 when there is none). At point t the weight is multiplied by
///     (1 + alpha t) / (1 + alpha' t)      when the row passes this and all earlier tests on f
///     (1 - t) / (1 + alpha' t)            when it passes the earlier ones and fails this one
///     1                                   when it failed an earlier one
/// and the contribution takes the derivative of the factor's logarithm in place of the factor. Shapes: N nodes, K points.
/// </remarks>
sealed class EdgeTable
{
    readonly double[] _passFactors, _passShares, _failFactors, _failShares;

    public EdgeTable(TreeNode[] tree)
    {
        NodeCount = tree.Length;
        var alphas = new double[NodeCount];
        EarlierEdge = FindEarlierEdges(tree, out var mostFeatures);
        PointCount = GaussLegendre.PointsFor(mostFeatures);
        (var points, PointWeights) = GaussLegendre.OnUnitInterval(PointCount);
        LeafWeights = Array.ConvertAll(tree, node => node.IsLeaf ? node.Value * (node.Cover / tree[0].Cover) : 0);
        var size = NodeCount * PointCount;
        (_passFactors, _passShares) = (new double[size], new double[size]);
        (_failFactors, _failShares) = (new double[size], new double[size]);
        for (var i = 0; i < tree.Length; i++)
        {
            if (!tree[i].IsLeaf)
            {
                AddEdge(tree, i, i + 1, alphas, points);
                AddEdge(tree, i, tree[i].Right, alphas, points);
            }
        }
    }

    /// <summary>N.</summary>
    public int NodeCount { get; }

    /// <summary>K.</summary>
    public int PointCount { get; }

    /// <summary>Weights of the quadrature, shape [K].</summary>
    public double[] PointWeights { get; }

    /// <summary>Per node: the child end of the nearest edge above it on the same feature, -1 = none; shape [N].</summary>
    public int[] EarlierEdge { get; }

    /// <summary>Per leaf: value times share of the root's cover; shape [N].</summary>
    public double[] LeafWeights { get; }

    /// <summary>What the edge to a child multiplies the weight by.</summary>
    public double Factor(int child, int parent, int point, bool isAlive, bool passes) =>
        !isAlive ? 1 : passes ? _passFactors[(child * PointCount) + point] : _failFactors[(parent * PointCount) + point];

    /// <summary>The share of the weight that the edge's feature contributes; only for edges whose earlier tests were passed.</summary>
    public double Share(int child, int parent, int point, bool passes) =>
        passes ? _passShares[(child * PointCount) + point] : _failShares[(parent * PointCount) + point];

    void AddEdge(TreeNode[] tree, int parent, int child, double[] alphas, double[] points)
    {
        var earlier = EarlierEdge[parent] < 0 ? 0 : alphas[EarlierEdge[parent]];
        alphas[child] = ((1 + earlier) * (tree[parent].Cover / tree[child].Cover)) - 1;
        for (var k = 0; k < points.Length; k++)
        {
            var t = points[k];
            var before = 1 + (earlier * t);
            var after = 1 + (alphas[child] * t);
            _passFactors[(child * PointCount) + k] = after / before;
            _passShares[(child * PointCount) + k] = (alphas[child] / after) - (earlier / before);
            _failFactors[(parent * PointCount) + k] = (1 - t) / before;
            _failShares[(parent * PointCount) + k] = (-1 / (1 - t)) - (earlier / before);
        }
    }

    static int[] FindEarlierEdges(TreeNode[] tree, out int mostFeatures)
    {
        var edges = new int[tree.Length];
        var parents = new int[tree.Length];
        var featureCounts = new int[tree.Length];
        parents[0] = -1;
        for (var i = 0; i < tree.Length; i++)
        {
            edges[i] = -1;
            if (tree[i].IsLeaf)
            {
                continue;
            }

            var (left, right) = (i + 1, tree[i].Right);
            (parents[left], parents[right]) = (i, i);
            for (int child = i, parent = parents[i]; parent >= 0 && edges[i] < 0; (child, parent) = (parent, parents[parent]))
            {
                edges[i] = tree[parent].Feature == tree[i].Feature ? child : -1;
            }

            featureCounts[left] = featureCounts[right] = featureCounts[i] + (edges[i] < 0 ? 1 : 0);
        }

        mostFeatures = featureCounts.Max();
        return edges;
    }
}
