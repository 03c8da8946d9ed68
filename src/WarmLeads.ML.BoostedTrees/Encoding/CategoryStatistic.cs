namespace WarmLeads.ML.BoostedTrees;

/// <summary>What a target statistic counts: the positives of each category of a feature, or of each pair of categories of two.</summary>
/// <param name="Feature">Index of a categorical feature.</param>
/// <param name="Partner">Index of the second feature of a product, above the first; -1 = none.</param>
public readonly record struct CategoryStatistic(int Feature, int Partner = -1)
{
    /// <summary>True when pairs of categories are counted.</summary>
    public bool IsProduct => Partner >= 0;
}
