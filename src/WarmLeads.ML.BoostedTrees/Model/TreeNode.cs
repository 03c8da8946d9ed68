namespace WarmLeads.ML.BoostedTrees;

/// <summary>A node of a tree. Nodes are in pre-order: the left child is the next one.</summary>
/// <param name="Feature">Column of the schema; 0 for a leaf.</param>
/// <param name="Right">Index of the right child within the tree, 0 = this is a leaf.</param>
/// <param name="Set">Categorical: index of the set whose values go left; -1 for a numeric split or a leaf.</param>
/// <param name="MissingLeft">Numeric: missing values go left.</param>
/// <param name="Threshold">Numeric: values up to and including it go left.</param>
/// <param name="Value">Leaf: what it adds to the score, in log-odds.</param>
/// <param name="Cover">Sum of the weights of all training examples that pass here.</param>
/// <param name="Gain">Inner node: twice the summed log-loss that the split took away.</param>
/// <param name="Count">Training examples that pass here.</param>
readonly record struct TreeNode(
    int Feature, int Right, int Set, bool MissingLeft, double Threshold, double Value, double Cover, double Gain, long Count)
{
    /// <summary>True when it has no children.</summary>
    public bool IsLeaf => Right == 0;
}
