namespace WarmLeads.ML.BoostedTrees;

/// <summary>A node of a grown tree as the binned rows see it. Nodes are in pre-order: the left child is the next one.</summary>
/// <param name="Split">Which bins go left.</param>
/// <param name="Right">Index of the right child, 0 = this is a leaf.</param>
/// <param name="Leaf">Number of the leaf, in pre-order; -1 for an inner node.</param>
/// <param name="WideSet">The bins of a wide column that go left; null for a split on any other column.</param>
readonly record struct BinnedNode(SplitCandidate Split, int Right, int Leaf, WideBinSet? WideSet)
{
    /// <summary>True when a bin goes left.</summary>
    public bool GoesLeft(int bin) => WideSet is null ? Split.GoesLeft(bin) : WideSet.Contains(bin);
}
