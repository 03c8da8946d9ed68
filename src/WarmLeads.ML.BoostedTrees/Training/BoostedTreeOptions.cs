using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>How boosted trees are fitted. The defaults suit tables from some thousand to some million examples.</summary>
public sealed record BoostedTreeOptions
{
    /// <summary>What the fit minimises. It decides which labels are allowed and what scores mean.</summary>
    public Objective Objective { get; init; } = Objective.LogLoss;

    /// <summary>
    /// For the hazard: where the intervals of the baseline end, in days, ascending and above 0. The last one is the longest
    /// horizon; intervals with fewer than 20 events are joined to their neighbours.
    /// </summary>
    public IReadOnlyList<double> HazardIntervalEnds { get; init; } = [1, 3, 7, 14, 21, 30, 45, 60, 90];

    /// <summary>Trees at most, 0 or more. With early stopping this is only a cap.</summary>
    public int NumberOfTrees { get; init; } = 1000;

    /// <summary>Leaves a tree may have, 2 to 32,768. More leaves catch more interactions and overfit sooner.</summary>
    public int NumberOfLeaves { get; init; } = 31;

    /// <summary>Splits on the longest path of a tree, 0 = no limit.</summary>
    public int MaximumDepth { get; init; }

    /// <summary>Which leaf is split next while leaves are left. Depth-wise trees are balanced and take more leaves for the same loss.</summary>
    public TreeGrowth Growth { get; init; }

    /// <summary>
    /// Numeric features, by name, along which the score only goes up or only down while all else stays. It holds exactly for all
    /// values; a missing value has no place in the order and may score anywhere. Categorical features cannot be named.
    /// </summary>
    public IReadOnlyDictionary<string, MonotoneDirection> MonotoneFeatures { get; init; } =
        new Dictionary<string, MonotoneDirection>(StringComparer.Ordinal);

    /// <summary>
    /// Groups of features, by name, that may act together: all features on a path of a tree share a group. A feature may be in
    /// several groups; one in none acts alone. No groups: all may act together.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> InteractionGroups { get; init; } = [];

    /// <summary>Share of each tree's step that is taken, above 0 and up to 1. Lower needs more trees and generalises better.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Examples a leaf needs, 1 or more. Raise it when leaves chase single leads.</summary>
    /// <remarks>
    /// With 131,072 or more examples in a tree the search estimates counts, and a chosen split that proves to break the
    /// limit is dropped for the next best.
    /// </remarks>
    public int MinimumExampleCountPerLeaf { get; init; } = 20;

    /// <summary>Sum of hessians a leaf needs: weight times p (1 - p) for log-loss, times 1 for squared error, times the mean for Poisson and hazard, 0 or more.</summary>
    public double MinimumHessianPerLeaf { get; init; } = 1e-3;

    /// <summary>Penalty on the absolute value of leaves, 0 or more; small gradients come to nothing.</summary>
    public double L1Regularization { get; init; }

    /// <summary>Penalty on the square of leaves, 0 or more; shrinks leaves of few examples.</summary>
    public double L2Regularization { get; init; }

    /// <summary>What a split must gain, 0 or more, in units of twice the summed loss.</summary>
    public double MinimumGain { get; init; }

    /// <summary>Share of the examples that each tree sees, above 0 and up to 1.</summary>
    public double ExampleFraction { get; init; } = 1;

    /// <summary>Share of the features that each tree sees, above 0 and up to 1; at least one feature is seen.</summary>
    public double FeatureFraction { get; init; } = 1;

    /// <summary>Examples at which a leaf weighs its own value and its parent's alike, 0 = off. Damps small leaves.</summary>
    public double PathSmoothing { get; init; }

    /// <summary>Trees without a better validation loss after which fitting stops, 0 = never; needs validation examples.</summary>
    public int EarlyStoppingRounds { get; init; }

    /// <summary>Additional L2 on splits of features with more than 8 categories, 0 or more.</summary>
    public double CategoricalL2 { get; init; } = 10;

    /// <summary>Added to the hessian when such categories are put in order, 0 or more; keeps rare ones from the ends.</summary>
    public double CategoricalSmoothing { get; init; } = 10;

    /// <summary>Categories on the smaller side of such a split, 1 to 254.</summary>
    public int MaximumCategoriesPerSplit { get; init; } = 32;

    /// <summary>
    /// Categories that a feature keeps apart, 1 to 65,533: the most frequent ones; the rest are "other". A feature with more
    /// than 253 takes two bytes an example and as many more sums a node, which 253 would save.
    /// </summary>
    public int MaximumCategoryCountPerFeature { get; init; } = BinLimits.MostCategories;

    /// <summary>Training examples below which a category counts as "other", 0 or more.</summary>
    public int MinimumExampleCountPerCategory { get; init; } = 10;

    /// <summary>Chooses the examples and features of each tree. The same seed gives the same model.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads of one fit, 0 = one per processor. The model does not depend on it.</summary>
    public int NumberOfThreads { get; init; }

    /// <summary>Bytes that a fit may take beside its data, 0 = what the machine or the container has. More is refused before it begins.</summary>
    public long MaximumMemoryBytes { get; init; }

    /// <summary>The limits of the bins that a fit places by itself.</summary>
    internal BinLimits BinLimits => new(BinMapper.MaximumValueBinCount, MaximumCategoryCountPerFeature, MinimumExampleCountPerCategory);

    /// <summary>Checks every property against its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A property is outside its range; the sentence names it.</exception>
    public void Validate()
    {
        Known(Objective);
        Known(Growth);
        Present(MonotoneFeatures);
        Present(InteractionGroups);
        Present(HazardIntervalEnds);
        Ascending(HazardIntervalEnds);
        foreach (var (name, direction) in MonotoneFeatures)
        {
            Known(direction, $"MonotoneFeatures['{name}']");
        }

        for (var i = 0; i < InteractionGroups.Count; i++)
        {
            Present(InteractionGroups[i], $"InteractionGroups[{i}]");
            foreach (var name in InteractionGroups[i])
            {
                Present(name, $"InteractionGroups[{i}]");
            }
        }

        Whole(NumberOfTrees, 0, int.MaxValue);
        Whole(NumberOfLeaves, 2, 32_768);
        Whole(MaximumDepth, 0, int.MaxValue);
        Share(LearningRate);
        Whole(MinimumExampleCountPerLeaf, 1, int.MaxValue);
        NotNegative(MinimumHessianPerLeaf);
        NotNegative(L1Regularization);
        NotNegative(L2Regularization);
        NotNegative(MinimumGain);
        Share(ExampleFraction);
        Share(FeatureFraction);
        NotNegative(PathSmoothing);
        Whole(EarlyStoppingRounds, 0, int.MaxValue);
        NotNegative(CategoricalL2);
        NotNegative(CategoricalSmoothing);
        Whole(MaximumCategoriesPerSplit, 1, 254);
        Whole(MaximumCategoryCountPerFeature, 1, BinLimits.MostCategories);
        Whole(MinimumExampleCountPerCategory, 0, int.MaxValue);
        Whole(NumberOfThreads, 0, 1024);
        NotNegative(MaximumMemoryBytes);
    }

    static void Whole(int value, int least, int most, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < least || value > most)
        {
            var range = most == int.MaxValue ? $"{least} or more" : $"{least} to {most}";
            throw OutOfRange(name, $"{name} is {value}; it must be {range}.");
        }
    }

    static void Known<TEnum>(TEnum value, [CallerArgumentExpression(nameof(value))] string name = "")
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw OutOfRange(name, $"{name} is {value}; it must be one of {string.Join(", ", Enum.GetNames<TEnum>())}.");
        }
    }

    static void Present(object? value, [CallerArgumentExpression(nameof(value))] string name = "") => ArgumentNullException.ThrowIfNull(value, name);

    static void Ascending(IReadOnlyList<double> values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        var last = 0.0;
        foreach (var value in values)
        {
            if (!(value > last && double.IsFinite(value)))
            {
                throw OutOfRange(name, $"{name} has {value} after {last}; it must ascend from above 0 and be finite.");
            }

            last = value;
        }

        if (values.Count == 0)
        {
            throw OutOfRange(name, $"{name} is empty; it must have at least one end.");
        }
    }

    static void NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw OutOfRange(name, $"{name} is {value}; it must be a finite number, 0 or more.");
        }
    }

    static void Share(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value > 0 && value <= 1))
        {
            throw OutOfRange(name, $"{name} is {value}; it must be above 0 and at most 1.");
        }
    }

    static ArgumentOutOfRangeException OutOfRange(string name, string sentence) => new(name, sentence);
}
