namespace WarmLeads.ML.BoostedTrees;

/// <summary>The number of a category, or of a pair of them. "Missing" is a level like any other; an unknown code has no number.</summary>
/// <remarks>With c categories, missing is 0 and code k is k + 1; a pair is first * (c of the second + 1) + second.</remarks>
sealed class LevelKeys(CategoryStatistic statistic, FeatureSchema schema)
{
    /// <summary>A code beyond the categories of the schema.</summary>
    public const long Unknown = -1;

    readonly int _firstCount = schema[statistic.Feature].CategoryCount;
    readonly int _secondCount = statistic.IsProduct ? schema[statistic.Partner].CategoryCount : 0;

    /// <summary>What is counted.</summary>
    public CategoryStatistic Statistic => statistic;

    /// <summary>One more than the largest key.</summary>
    public long Bound => (_firstCount + 1L) * (_secondCount + 1L);

    /// <summary>The key of a row.</summary>
    public long Of(ReadOnlySpan<double> row) => Of(row[statistic.Feature], statistic.IsProduct ? row[statistic.Partner] : double.NaN);

    /// <summary>The key of two values; the second does not matter when one feature is counted.</summary>
    public long Of(double first, double second)
    {
        var key = Level(first, _firstCount);
        if (!statistic.IsProduct || key == Unknown)
        {
            return key;
        }

        var partner = Level(second, _secondCount);
        return partner == Unknown ? Unknown : (key * (_secondCount + 1L)) + partner;
    }

    static long Level(double value, int count) => !(value >= 0) ? 0 : value < count ? (long)value + 1 : Unknown;
}
