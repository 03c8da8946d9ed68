namespace WarmLeads.ML.BoostedTrees;

/// <summary>How categories become rates and counts, and which products of two are worth it.</summary>
public sealed record TargetEncodingOptions
{
    /// <summary>Examples that the base rate counts for in the rate of a category, above 0. Raise it when rare categories mislead.</summary>
    public double PriorWeight { get; init; } = 20;

    /// <summary>Different categories from which a feature is wide, 2 or more; the screen looks at wide features only.</summary>
    public int MinimumCategoryCount { get; init; } = 64;

    /// <summary>Categories, or pairs of them, that one table keeps at most, 1 to 16,777,216; the rarest count as never seen.</summary>
    public int MaximumLevelCount { get; init; } = 1 << 18;

    /// <summary>Products that the screen picks at most, 0 or more; 0 = look for none.</summary>
    public int MaximumProductCount { get; init; } = 8;

    /// <summary>Chance that the screen picks any product where there is none, above 0 and below 1.</summary>
    public double FalseProductRate { get; init; } = 0.01;

    /// <summary>Log-loss in nats per example that a product must save on examples it was not counted on, 0 or more.</summary>
    public double MinimumProductGain { get; init; } = 1e-4;

    /// <summary>Examples that the screen looks at, at most, 2 or more.</summary>
    public int ScreenedExampleCount { get; init; } = 50_000;

    /// <summary>Chooses the folds, and the halves of the screen.</summary>
    public ulong Seed { get; init; }

    /// <summary>Refuses settings out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range; the sentence names it.</exception>
    public void Validate()
    {
        Check(PriorWeight > 0 && double.IsFinite(PriorWeight), nameof(PriorWeight), PriorWeight, "it must be above 0 and finite");
        Check(MinimumCategoryCount >= 2, nameof(MinimumCategoryCount), MinimumCategoryCount, "it must be 2 or more");
        Check(MaximumLevelCount is >= 1 and <= 1 << 24, nameof(MaximumLevelCount), MaximumLevelCount, "it must be 1 to 16777216");
        Check(MaximumProductCount >= 0, nameof(MaximumProductCount), MaximumProductCount, "it must be 0 or more");
        Check(FalseProductRate is > 0 and < 1, nameof(FalseProductRate), FalseProductRate, "it must lie between 0 and 1");
        Check(MinimumProductGain >= 0, nameof(MinimumProductGain), MinimumProductGain, "it must be 0 or more");
        Check(ScreenedExampleCount >= 2, nameof(ScreenedExampleCount), ScreenedExampleCount, "it must be 2 or more");
    }

    static void Check(bool isFine, string name, double value, string range)
    {
        if (!isFine)
        {
            throw new ArgumentOutOfRangeException(name, $"{name} is {value}; {range}.");
        }
    }
}
