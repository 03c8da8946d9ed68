namespace WarmLeads.ML.BoostedTrees;

/// <summary>A tree as XGBoost's JSON has it: one array per property, all of one length; the names are those of the file.</summary>
sealed record XGBoostTree
{
    /// <summary>left_children: -1 at a leaf.</summary>
    public double[] LeftChildren { get; init; } = [];

    /// <summary>right_children.</summary>
    public double[] RightChildren { get; init; } = [];

    /// <summary>split_indices: the feature.</summary>
    public double[] SplitIndices { get; init; } = [];

    /// <summary>split_conditions: the threshold; at a leaf its value.</summary>
    public double[] SplitConditions { get; init; } = [];

    /// <summary>default_left: not 0 when missing values go left.</summary>
    public double[] DefaultLeft { get; init; } = [];

    /// <summary>split_type: 1 at a categorical node; files of old versions have none.</summary>
    public double[] SplitType { get; init; } = [];

    /// <summary>sum_hessian: the cover.</summary>
    public double[] SumHessian { get; init; } = [];

    /// <summary>loss_changes: the gain.</summary>
    public double[] LossChanges { get; init; } = [];

    /// <summary>categories: the codes that go right, of all categorical nodes behind each other.</summary>
    public double[] Categories { get; init; } = [];

    /// <summary>categories_nodes: the categorical nodes.</summary>
    public double[] CategoriesNodes { get; init; } = [];

    /// <summary>categories_segments: where each node's codes start.</summary>
    public double[] CategoriesSegments { get; init; } = [];

    /// <summary>categories_sizes: how many there are.</summary>
    public double[] CategoriesSizes { get; init; } = [];

    /// <summary>tree_param.size_leaf_vector: values of a leaf, 0 or 1 = one.</summary>
    public string SizeLeafVector { get; init; } = "0";
}
