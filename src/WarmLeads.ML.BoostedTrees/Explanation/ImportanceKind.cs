namespace WarmLeads.ML.BoostedTrees;

/// <summary>What the importance of a feature counts.</summary>
public enum ImportanceKind
{
    /// <summary>The log-loss that its splits took away in training.</summary>
    Gain,

    /// <summary>The number of its splits.</summary>
    SplitCount,
}
