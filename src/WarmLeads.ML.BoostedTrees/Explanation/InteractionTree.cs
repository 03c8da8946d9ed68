namespace WarmLeads.ML.BoostedTrees;

/// <summary>A tree as interaction values see it: what its edges do to the weight of a path, and which features meet.</summary>
/// <remarks>
/// Alpha of an edge is that of <see cref="EdgeTable"/>. A row that passed all tests of a feature up to an edge multiplies the
/// weight by u = 1 + alpha t, and the logarithm's derivative is v = alpha / u; a row that failed one has alpha -1.
/// An edge has the number of its child; the number behind the last node stands for "no earlier edge".
/// Shapes: N nodes, K points.
/// </remarks>
sealed class InteractionTree
{
    /// <summary>Points come in as many as fit the registers.</summary>
    public const int PointStep = 4;

    /// <summary>Makes the tables of a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="pairs">Number of each pair of features, the smaller first; pairs that meet here are added.</param>
    public InteractionTree(TreeNode[] tree, Dictionary<(int First, int Second), int> pairs)
    {
        Nodes = tree;
        (EarlierEdges, PairStarts) = (new int[tree.Length], new int[tree.Length + 1]);
        var (alphas, meetings) = (new double[tree.Length + 1], new List<(int Edge, int Pair)>());
        var (edgesAbove, mostFeatures) = (new List<(int Feature, int Edge)>[tree.Length], 0);
        edgesAbove[0] = [];
        for (var i = 0; i < tree.Length; i++)
        {
            PairStarts[i] = meetings.Count;
            var (node, above) = (tree[i], edgesAbove[i]);
            mostFeatures = Math.Max(mostFeatures, above.Count);
            if (node.IsLeaf)
            {
                continue;
            }

            var others = above.FindAll(edge => edge.Feature != node.Feature);
            EarlierEdges[i] = others.Count < above.Count ? above.Find(edge => edge.Feature == node.Feature).Edge : tree.Length;
            meetings.AddRange(others.Select(edge => (edge.Edge, NumberOf(edge.Feature, node.Feature, pairs))));
            foreach (var child in (ReadOnlySpan<int>)[i + 1, node.Right])
            {
                alphas[child] = ((1 + alphas[EarlierEdges[i]]) * (node.Cover / tree[child].Cover)) - 1;
                edgesAbove[child] = [.. others, (node.Feature, child)];
            }
        }

        PairStarts[tree.Length] = meetings.Count;
        (MeetingEdges, MeetingPairs) = ([.. meetings.Select(meeting => meeting.Edge)], [.. meetings.Select(meeting => meeting.Pair)]);

        // K points integrate degree 2 K - 1; two of d features are derived by, so the degree is d - 2.
        var (points, weights) = GaussLegendre.OnUnitInterval((Math.Max(1, mostFeatures / 2) + PointStep - 1) / PointStep * PointStep);
        (Points, PointWeights) = (points, weights);
        Factors = [.. alphas.SelectMany(alpha => points.Select(t => 1 + (alpha * t)))];
        Derivatives = [.. alphas.SelectMany(alpha => points.Select(t => alpha / (1 + (alpha * t))))];
    }

    /// <summary>The nodes in pre-order.</summary>
    public TreeNode[] Nodes { get; }

    /// <summary>The points t, shape [K].</summary>
    public double[] Points { get; }

    /// <summary>Weights of the quadrature, shape [K].</summary>
    public double[] PointWeights { get; }

    /// <summary>Per inner node: the nearest edge above it on the same feature, N = none.</summary>
    public int[] EarlierEdges { get; }

    /// <summary>u of each edge, 1 for "none"; shape [N + 1, K].</summary>
    public double[] Factors { get; }

    /// <summary>v of each edge, 0 for "none"; shape [N + 1, K].</summary>
    public double[] Derivatives { get; }

    /// <summary>Where the meetings of each inner node start, shape [N + 1].</summary>
    public int[] PairStarts { get; }

    /// <summary>Per meeting of a node's feature with another one above it: the other's nearest edge.</summary>
    public int[] MeetingEdges { get; }

    /// <summary>Per meeting: the number of the pair.</summary>
    public int[] MeetingPairs { get; }

    static int NumberOf(int one, int other, Dictionary<(int First, int Second), int> pairs)
    {
        var pair = (Math.Min(one, other), Math.Max(one, other));
        pairs.TryAdd(pair, pairs.Count);
        return pairs[pair];
    }
}
