namespace WarmLeads.ML.BoostedTrees;

/// <summary>A node of another engine's tree as its file has it, checked by nobody yet.</summary>
/// <param name="Left">Number of the left child within the tree, -1 = this is a leaf.</param>
/// <param name="Right">Number of the right child.</param>
readonly record struct ForeignNode(int Left, int Right)
{
    /// <summary>Inner node: the column.</summary>
    public int Feature { get; init; }

    /// <summary>Inner node: missing values go left.</summary>
    public bool MissingLeft { get; init; }

    /// <summary>Numeric: zeros go where the missing go; a reader must put other nodes in the place of this one.</summary>
    public bool ZerosAreMissing { get; init; }

    /// <summary>Numeric: values up to and including it go left.</summary>
    public double Threshold { get; init; }

    /// <summary>Categorical: codes that go to one side, distinct; null for a numeric node.</summary>
    public int[]? Categories { get; init; }

    /// <summary>Categorical: the codes that are not listed go left, and the listed ones right.</summary>
    public bool OthersLeft { get; init; }

    /// <summary>Leaf: what it adds to the score.</summary>
    public double Value { get; init; }

    /// <summary>Leaf: what the engine weighs it with when it explains.</summary>
    public double Cover { get; init; }

    /// <summary>Leaf: training examples, 0 = the file does not say.</summary>
    public double Count { get; init; }

    /// <summary>Inner node: what its split gained.</summary>
    public double Gain { get; init; }

    /// <summary>The left child is shared by two nodes, each of which counts half of its cover.</summary>
    public bool SharesLeft { get; init; }

    /// <summary>The same of the right child.</summary>
    public bool SharesRight { get; init; }

    /// <summary>True when it has no children.</summary>
    public bool IsLeaf => Left == -1;
}
