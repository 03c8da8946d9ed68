namespace WarmLeads.ML.BoostedTrees;

/// <summary>The values of a categorical feature that go left at a node.</summary>
/// <param name="Table">From value to bin.</param>
/// <param name="Bins">The bins that go left; missing and never seen values have bins, too.</param>
readonly record struct CategorySet(CategoryTable Table, BinSet Bins)
{
    /// <summary>True when the value goes left.</summary>
    public bool Contains(double value) => Bins.Contains(Table.BinOf(value));
}
