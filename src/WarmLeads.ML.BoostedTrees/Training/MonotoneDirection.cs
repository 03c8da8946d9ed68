namespace WarmLeads.ML.BoostedTrees;

/// <summary>Which way a score may move as a feature grows and all else stays.</summary>
public enum MonotoneDirection
{
    /// <summary>Never down.</summary>
    Up,

    /// <summary>Never up.</summary>
    Down,
}
