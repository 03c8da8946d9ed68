namespace WarmLeads.ML.BoostedTrees;

/// <summary>Which leaf of a tree is split next.</summary>
public enum TreeGrowth
{
    /// <summary>The one that gains most, wherever it is: the lowest loss for a number of leaves.</summary>
    LeafWise,

    /// <summary>The one that gains most among those nearest to the root: level by level, balanced trees.</summary>
    DepthWise,
}
