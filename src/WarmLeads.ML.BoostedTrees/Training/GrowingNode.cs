namespace WarmLeads.ML.BoostedTrees;

/// <summary>A node of the tree that is being grown.</summary>
sealed class GrowingNode
{
    /// <summary>Its place among the nodes.</summary>
    public int Index { get; init; }

    /// <summary>The columns that it may be split on; null = all.</summary>
    public InteractionScope? Scope { get; init; }

    /// <summary>The first of its examples in the partition.</summary>
    public int Start { get; init; }

    /// <summary>Splits on the way from the root.</summary>
    public int Depth { get; init; }

    /// <summary>L2 that its value carries beside the usual.</summary>
    public double ExtraL2 { get; init; }

    /// <summary>Its sums and what its splits must beat.</summary>
    public NodeTotals Totals { get; set; }

    /// <summary>Its histogram in the pool, -1 = none.</summary>
    public int Slot { get; set; } = -1;

    /// <summary>Its best split; once it has children, the split that made them.</summary>
    public SplitCandidate Best { get; set; }

    /// <summary>The bins that go left, if that split is on a wide column.</summary>
    public WideBinSet? WideSet { get; set; }

    /// <summary>Index of the left child, 0 = it is a leaf.</summary>
    public int Left { get; set; }

    /// <summary>Index of the right child, 0 = it is a leaf.</summary>
    public int Right { get; set; }

    /// <summary>True when it has no children.</summary>
    public bool IsLeaf => Left == 0;

    /// <summary>Its examples.</summary>
    public int Count => Totals.Count;
}
