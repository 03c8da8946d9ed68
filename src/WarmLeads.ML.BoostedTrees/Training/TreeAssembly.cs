namespace WarmLeads.ML.BoostedTrees;

/// <summary>Makes a model's tree of a grown one: exact leaf values, covers, thresholds, and the scores that follow.</summary>
sealed unsafe class TreeAssembly(BinnedDataset data, double learningRate, SplitRules rules, bool isOrdered, double[] scores, float[] labels, double[] means, Variance variance)
{
    readonly LeafSums _leafSums = new(data, labels, means, variance);
    readonly LeafScores _leafScores = new(scores);
    readonly TreeWalk _leftOutWalk = new(data, scores), _judgedWalk = new(data, scores);
    readonly List<BinnedNode> _sets = [];

    /// <summary>The category sets of these trees, which are the first ones of all that were assembled.</summary>
    /// <param name="trees">The trees.</param>
    /// <param name="maximumMemoryBytes">Bytes that tables of wide features may take, 0 = what the machine or the container has.</param>
    public CategorySet[] SetsOf(TreeNode[][] trees, long maximumMemoryBytes) =>
        WideSets.Of(data, [.. _sets.Take(trees.Length == 0 ? 0 : trees.Max(tree => tree.Max(node => node.Set)) + 1)], maximumMemoryBytes);

    /// <summary>Finishes a tree and adds it to the scores.</summary>
    /// <param name="nodes">What the grower made.</param>
    /// <param name="partition">The examples that the tree saw, by leaf.</param>
    /// <param name="leftOut">Training examples that it did not see; they count in the covers.</param>
    /// <param name="judged">Rows that only get a score.</param>
    /// <param name="grid">What leaf values are rounded to.</param>
    /// <param name="crew">Who does it.</param>
    public TreeNode[] Assemble(
        List<GrowingNode> nodes, RowPartition partition, ReadOnlyMemory<int> leftOut, int[] judged, ScoreGrid grid, WorkCrew crew)
    {
        var tree = GrownTree.From(nodes);
        var leafSums = _leafSums.Sum(partition.Rows, tree.Leaves, crew);
        var sums = SumsOfAll(tree, leafSums);
        var values = isOrdered ? OrderedValues(tree, nodes, sums) : Values(tree, nodes, sums);
        SetLeafValues(tree, values, grid);
        _leafScores.Add(tree, partition.Rows, crew);
        AddLeftOut(tree, leftOut, leafSums, crew);
        _judgedWalk.Add(tree, judged, crew);
        return ToModel(tree, SumsOfAll(tree, leafSums));
    }

    // An inner node's sums are its children's, added left to right: what the model file promises of covers.
    static LeafSum[] SumsOfAll(GrownTree tree, LeafSum[] leafSums)
    {
        var sums = new LeafSum[tree.Nodes.Length];
        for (var i = sums.Length - 1; i >= 0; i--)
        {
            ref readonly var node = ref tree.Nodes[i];
            sums[i] = node.Right == 0 ? leafSums[node.Leaf] : sums[i + 1] + sums[node.Right];
        }

        return sums;
    }

    // Each node's value before the learning rate, from the exact sums; a child's may lean on its parent's.
    double[] Values(GrownTree tree, List<GrowingNode> nodes, LeafSum[] sums)
    {
        var values = new double[sums.Length];
        values[0] = rules.FreeValue(sums[0].Gradient, sums[0].Hessian, rules.L2);
        for (var i = 0; i < values.Length; i++)
        {
            if (tree.Nodes[i].Right != 0)
            {
                values[i + 1] = ChildValue(tree, nodes, sums, i + 1, values[i]);
                values[tree.Nodes[i].Right] = ChildValue(tree, nodes, sums, tree.Nodes[i].Right, values[i]);
            }
        }

        return values;
    }

    // The same kept in order: split by split, as the tree grew, for each only limits what comes after it.
    double[] OrderedValues(GrownTree tree, List<GrowingNode> nodes, LeafSum[] sums)
    {
        var order = new MonotoneOrder();
        var places = new int[nodes.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[tree.Order[i]] = i;
        }

        var values = new double[sums.Length];
        values[0] = rules.FreeValue(sums[0].Gradient, sums[0].Hessian, rules.L2);
        order.Start(values[0]);
        foreach (var node in nodes.Where(node => !node.IsLeaf).OrderBy(node => node.Left))
        {
            var (parent, left, right) = (values[places[node.Index]], places[node.Left], places[node.Right]);
            var limits = order.LimitsOf(node.Index);
            (values[left], values[right]) = order.Split(
                node.Index, node.Best.Order,
                limits.Clamp(ChildValue(tree, nodes, sums, left, parent)), limits.Clamp(ChildValue(tree, nodes, sums, right, parent)));
        }

        return values;
    }

    double ChildValue(GrownTree tree, List<GrowingNode> nodes, LeafSum[] sums, int child, double parent)
    {
        var sum = sums[child];
        return rules.Value(sum.Gradient, sum.Hessian, sum.Count, parent, rules.L2 + nodes[tree.Order[child]].ExtraL2);
    }

    void SetLeafValues(GrownTree tree, double[] values, ScoreGrid grid)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (tree.Nodes[i].Right == 0)
            {
                tree.LeafValues[tree.Nodes[i].Leaf] = grid.Round(learningRate * values[i]);
            }
        }
    }

    void AddLeftOut(GrownTree tree, ReadOnlyMemory<int> leftOut, LeafSum[] leafSums, WorkCrew crew)
    {
        var leaves = _leftOutWalk.Add(tree, leftOut, crew);
        for (var i = 0; i < leaves.Length; i++)
        {
            var weight = data.Weights is null ? 1.0 : data.Weights[leftOut.Span[i]];
            leafSums[leaves[i]] += new LeafSum(0, 0, weight, 1);
        }
    }

    TreeNode[] ToModel(GrownTree tree, LeafSum[] sums)
    {
        var result = new TreeNode[sums.Length];
        for (var i = 0; i < result.Length; i++)
        {
            ref readonly var node = ref tree.Nodes[i];
            var split = node.Split;
            if (node.Right == 0)
            {
                result[i] = new TreeNode(
                    0, 0, -1, MissingLeft: false, 0, tree.LeafValues[node.Leaf], sums[i].Weight, Gain: 0, sums[i].Count);
                continue;
            }

            var mapper = data.MapperOf(split.Column);
            var set = -1;
            if (split.IsCategorical)
            {
                set = _sets.Count;
                _sets.Add(node);
            }

            result[i] = new TreeNode(
                data.FeatureOfColumn[split.Column], node.Right, set, split.MissingLeft,
                split.IsCategorical ? 0 : mapper.UpperEnd(split.Bin), Value: 0, sums[i].Weight, split.Gain, sums[i].Count);
        }

        return result;
    }
}
