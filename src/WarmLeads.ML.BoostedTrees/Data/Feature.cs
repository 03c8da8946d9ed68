namespace WarmLeads.ML.BoostedTrees;

/// <summary>One column of the examples.</summary>
/// <param name="Name">Unique within the schema, not empty.</param>
/// <param name="Kind">How its values are to be read.</param>
/// <param name="CategoryCount">Codes of a categorical feature, 1..16,777,216; 0 for a numeric one.</param>
public sealed record Feature(string Name, FeatureKind Kind = FeatureKind.Numeric, int CategoryCount = 0)
{
    /// <summary>The largest number of categories: codes must be exact as single-precision numbers.</summary>
    public const int MaximumCategoryCount = 1 << 24;
}
