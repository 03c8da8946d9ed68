namespace WarmLeads.ML.BoostedTrees;

/// <summary>A node as XGBoost has it: values below the condition go left; codes that are listed go right, all others left.</summary>
/// <param name="Source">The node of ours that it stands for.</param>
/// <param name="Left">Number of the left child, -1 at a leaf.</param>
/// <param name="Right">Number of the right child, -1 at a leaf.</param>
/// <param name="MissingLeft">Missing values go left.</param>
/// <param name="Condition">The threshold; a leaf's value; NaN at a categorical node.</param>
/// <param name="Categories">The codes that go right, at a categorical node.</param>
readonly record struct XGBoostNode(TreeNode Source, int Left, int Right, bool MissingLeft, float Condition, int[] Categories)
{
    /// <summary>The nodes of a tree in XGBoost's order: its predictor takes it that a right child follows its left sibling.</summary>
    public static XGBoostNode[] Of(Forest forest, TreeNode[] tree)
    {
        var (nodes, order) = (new List<XGBoostNode>(), new List<int> { 0 });
        for (var i = 0; i < order.Count; i++)
        {
            var node = Of(forest, tree, order[i]);
            if (!node.Source.IsLeaf)
            {
                order.AddRange([node.Left, node.Right]);
                node = node with { Left = order.Count - 2, Right = order.Count - 1 };
            }

            nodes.Add(node);
        }

        return [.. nodes];
    }

    // Children are numbered as in our tree.
    static XGBoostNode Of(Forest forest, TreeNode[] tree, int index)
    {
        var node = tree[index];
        if (node.IsLeaf)
        {
            return new XGBoostNode(node, -1, -1, MissingLeft: false, (float)node.Value, []);
        }

        if (node.Set < 0)
        {
            return new XGBoostNode(node, index + 1, node.Right, node.MissingLeft, SinglePrecision.Above(node.Threshold), []);
        }

        // The listed codes go right in XGBoost: where they go left, the children change places.
        var test = new CategoryTest(forest.Sets[node.Set]);
        var (left, right) = test.ListedLeft ? (node.Right, index + 1) : (index + 1, node.Right);

        // XGBoost takes no empty list; every code is below this condition.
        var condition = test.Codes.Length > 0 ? float.NaN : Feature.MaximumCategoryCount;
        return new XGBoostNode(node, left, right, !test.MissingIsListed, condition, test.Codes);
    }
}
