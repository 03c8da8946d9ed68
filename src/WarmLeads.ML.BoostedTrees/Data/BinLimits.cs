namespace WarmLeads.ML.BoostedTrees;

/// <summary>How many bins features may have.</summary>
/// <param name="MaximumBinCount">Bins of a feature that takes a byte an example, 2..254; "missing" is not counted, "other" is.</param>
/// <param name="MaximumCategoryCount">Categories that a feature keeps apart, 1..65,533; those that a byte cannot hold take two.</param>
/// <param name="MinimumExampleCount">Examples below which a category is not worth a second byte.</param>
readonly record struct BinLimits(int MaximumBinCount, int MaximumCategoryCount, int MinimumExampleCount)
{
    /// <summary>Categories that two bytes hold beside "missing" and "other".</summary>
    public const int MostCategories = ushort.MaxValue - 2;

    /// <summary>Categories that a byte an example can keep apart.</summary>
    public int MostNarrowCategories => Math.Min(MaximumBinCount - 1, MaximumCategoryCount);

    /// <summary>True when so many categories, each with enough examples, take two bytes.</summary>
    public bool IsWide(long frequentCategories) =>
        MaximumCategoryCount > MaximumBinCount - 1 && frequentCategories > MaximumBinCount - 1;

    /// <summary>True when a feature may turn out to take two bytes an example.</summary>
    public bool MayBeWide(Feature feature, long rowCount) =>
        feature.Kind == FeatureKind.Categorical && IsWide(MostFrequent(feature, rowCount));

    /// <summary>Bins that a feature may have, "missing" among them.</summary>
    public int MostBins(Feature feature, long rowCount) =>
        MayBeWide(feature, rowCount) ? (int)Math.Min(MostFrequent(feature, rowCount), MaximumCategoryCount) + 2 : MaximumBinCount + 1;

    long MostFrequent(Feature feature, long rowCount) => Math.Min(feature.CategoryCount, rowCount / Math.Max(1, MinimumExampleCount));
}
