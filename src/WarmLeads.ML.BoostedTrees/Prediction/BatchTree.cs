namespace WarmLeads.ML.BoostedTrees;

/// <summary>A tree as a batch sees it: inner nodes apart from leaves, so that the loop over either has no branch.</summary>
/// <param name="Inner">The inner nodes in pre-order.</param>
/// <param name="Places">Place of each node of the tree, in pre-order.</param>
/// <param name="FirstLeaf">Number of the tree's first leaf among all leaves of the forest.</param>
/// <param name="HasCategories">True when a node tests a category.</param>
sealed record BatchTree(BatchNode[] Inner, int[] Places, int FirstLeaf, bool HasCategories)
{
    /// <summary>Leaves of the tree.</summary>
    public int LeafCount => Inner.Length + 1;

    /// <summary>The trees of a forest.</summary>
    public static BatchTree[] Of(SlotForest forest)
    {
        var trees = new BatchTree[forest.Starts.Length];
        for (var i = 0; i < trees.Length; i++)
        {
            trees[i] = Of(forest.Tree(i));
        }

        return trees;
    }

    static BatchTree Of(ReadOnlySpan<SlotNode> nodes)
    {
        var places = new int[nodes.Length];
        var innerCount = 0;
        foreach (ref readonly var node in nodes)
        {
            innerCount += node.IsLeaf ? 0 : 1;
        }

        var (inner, leaf, firstLeaf) = (0, innerCount, -1);
        for (var i = 0; i < nodes.Length; i++)
        {
            places[i] = nodes[i].IsLeaf ? leaf++ : inner++;
            firstLeaf = nodes[i].IsLeaf && firstLeaf < 0 ? nodes[i].Test : firstLeaf;
        }

        var result = new BatchNode[innerCount];
        for (var i = 0; i < nodes.Length; i++)
        {
            if (!nodes[i].IsLeaf)
            {
                result[places[i]] = new BatchNode(
                    nodes[i].Slot, (ushort)places[i + 1], (ushort)places[i + nodes[i].RightOffset], nodes[i].Test);
            }
        }

        return new BatchTree(result, places, firstLeaf, Array.Exists(result, node => node.Test < 0));
    }
}
