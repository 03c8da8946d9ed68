namespace WarmLeads.ML.BoostedTrees;

/// <summary>Makes a model's tree of a grown one: exact leaf values, covers, thresholds, and the scores that follow.</summary>
sealed unsafe class TreeAssembly(BinnedDataset data, double learningRate, SplitRules rules, double[] scores, float[] labels, double[] means, Variance variance)
{
    readonly LeafSums _leafSums = new(data, labels, means, variance);
    readonly LeafScores _leafScores = new(scores);
    readonly TreeWalk _leftOutWalk = new(data, scores), _judgedWalk = new(data, scores);
    readonly List<CategorySet> _sets = [];

    /// <summary>The category sets of these trees, which are the first ones of all that were assembled.</summary>
    public CategorySet[] SetsOf(TreeNode[][] trees) =>
        [.. _sets.Take(trees.Length == 0 ? 0 : trees.Max(tree => tree.Max(node => node.Set)) + 1)];

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
        SetLeafValues(tree, nodes, sums, grid);
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

    void SetLeafValues(GrownTree tree, List<GrowingNode> nodes, LeafSum[] sums, ScoreGrid grid)
    {
        var values = new double[sums.Length];
        values[0] = rules.FreeValue(sums[0].Gradient, sums[0].Hessian, rules.L2);
        for (var i = 0; i < values.Length; i++)
        {
            ref readonly var node = ref tree.Nodes[i];
            if (node.Right == 0)
            {
                tree.LeafValues[node.Leaf] = grid.Round(learningRate * values[i]);
                continue;
            }

            foreach (var child in (ReadOnlySpan<int>)[i + 1, node.Right])
            {
                var sum = sums[child];
                values[child] = rules.Value(sum.Gradient, sum.Hessian, sum.Count, values[i], rules.L2 + nodes[tree.Order[child]].ExtraL2);
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
                _sets.Add(new CategorySet(mapper.Categories!, split.Set));
            }

            result[i] = new TreeNode(
                data.FeatureOfColumn[split.Column], node.Right, set, split.MissingLeft,
                split.IsCategorical ? 0 : mapper.UpperEnd(split.Bin), Value: 0, sums[i].Weight, split.Gain, sums[i].Count);
        }

        return result;
    }
}
