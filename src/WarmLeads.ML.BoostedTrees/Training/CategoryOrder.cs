using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>How the levels of a node are put in order, and the best cut through that order.</summary>
/// <remarks>
/// Levels are ordered by gradient over hessian; of all partitions in two, the best one cuts this order in two (Fisher
/// 1958). With more than 8 levels the order is smoothed, the smaller side is limited and an extra L2 is charged, as many
/// small levels fit noise (Ke et al. 2017).
/// </remarks>
readonly struct CategoryOrder(SplitRules rules, SplitFinder finder, int count)
{
    const int FewLevels = 8;

    readonly bool _isFew = count <= FewLevels;

    /// <summary>L2 that a cut is charged beside the usual.</summary>
    public double ExtraL2 => _isFew ? 0 : rules.CategoricalL2;

    /// <summary>Levels of the longest run to look at: no more of the order's ends need to be known.</summary>
    public int Most => _isFew ? count - 1 : Math.Min(rules.MaximumCategoriesPerSplit, count - 1);

    /// <summary>A level's place in the order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double KeyOf(long word)
    {
        var hessian = finder.Hessian(word) + (_isFew ? rules.L2 : rules.CategoricalSmoothing);
        return hessian > 0 ? finder.Gradient(word) / hessian : 0;
    }

    /// <summary>The best run at either end; ties go to the shorter one, then to the lower end.</summary>
    /// <param name="low">Packed sums of levels in order, <see cref="Most"/> at least, from the first on.</param>
    /// <param name="high">The same, up to the last.</param>
    /// <param name="node">The node as a whole.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public CategoryCut BestCut(ReadOnlySpan<long> low, ReadOnlySpan<long> high, in NodeTotals node)
    {
        var best = default(CategoryCut) with { Gain = rules.MinimumGain };
        var (lowSum, highSum, l2) = (0L, 0L, rules.L2 + ExtraL2);
        for (var size = 1; size <= Most; size++)
        {
            lowSum += low[size - 1];
            var gain = finder.Gain(lowSum, node, l2);
            if (gain > best.Gain)
            {
                best = new CategoryCut(gain, size, IsHigh: false, lowSum);
            }

            // With few levels the low ends already cover every cut.
            highSum += high[^size];
            gain = _isFew ? double.NegativeInfinity : finder.Gain(highSum, node, l2);
            if (gain > best.Gain)
            {
                best = new CategoryCut(gain, size, IsHigh: true, highSum);
            }
        }

        return best;
    }
}
