using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The best split of a node on one wide categorical column: as <see cref="CategorySplitFinder"/>, for thousands of levels.</summary>
/// <remarks>A split takes its levels from the ends of their order, so only the ends are put in order.</remarks>
sealed class WideSplitFinder(SplitRules rules, SplitFinder finder)
{
    // Stands for "other" and all rare bins together.
    const int Others = -1;

    /// <summary>Best split of a wide column; gain 0 when there is none.</summary>
    /// <param name="histogram">Packed sums per bin.</param>
    /// <param name="rare">Bins with too few training examples to stand alone; they are one level with "other".</param>
    /// <param name="column">Column of the binned data, for the answer.</param>
    /// <param name="node">The node as a whole.</param>
    public SplitCandidate Find(ReadOnlySpan<long> histogram, WideBinSet rare, int column, in NodeTotals node) =>
        Find(histogram, rare, column, node, set: null);

    /// <summary>The bins that go left at the best split, once it is the best of all columns: few searches end so.</summary>
    /// <param name="histogram">As in the search.</param>
    /// <param name="rare">As in the search.</param>
    /// <param name="node">As in the search.</param>
    public WideBinSet SetOf(ReadOnlySpan<long> histogram, WideBinSet rare, in NodeTotals node)
    {
        var set = new WideBinSet(histogram.Length);
        Find(histogram, rare, column: 0, node, set);
        return set;
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    SplitCandidate Find(ReadOnlySpan<long> histogram, WideBinSet rare, int column, in NodeTotals node, WideBinSet? set)
    {
        var count = CountLevels(histogram, rare, out var others);
        if (count < 2)
        {
            return default;
        }

        var order = new CategoryOrder(rules, finder, count);
        var most = order.Most;
        Span<double> keys = stackalloc double[2 * most];
        Span<int> levels = stackalloc int[2 * most];
        Span<long> words = stackalloc long[2 * most];
        var low = new LevelEnd(keys[..most], levels[..most], words[..most]);
        var high = new LevelEnd(keys[most..], levels[most..], words[most..]);
        for (var bin = 0; bin < histogram.Length; bin++)
        {
            var word = histogram[bin];
            if (word != 0 && !rare.Contains(bin))
            {
                var key = order.KeyOf(word);
                low.OfferLow(key, bin, word);
                high.OfferHigh(key, bin, word);
            }
        }

        if (others != 0)
        {
            var key = order.KeyOf(others);
            low.OfferLow(key, Others, others);
            high.OfferHigh(key, Others, others);
        }

        var cut = order.BestCut(low.Words, high.Words, node);
        if (cut.Size == 0)
        {
            return default;
        }

        if (set is not null)
        {
            var chosen = cut.IsHigh ? high.Levels[^cut.Size..] : low.Levels[..cut.Size];
            Fill(set, histogram, rare, chosen, others != 0, finder.Hessian(cut.Left) * 2 >= finder.Hessian(node.Word));
        }

        return new SplitCandidate(cut.Gain, column, Bin: 0, MissingLeft: false, IsCategorical: true, default, cut.Left, order.ExtraL2);
    }

    // Levels that the node has examples of; all rare ones together count as one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int CountLevels(ReadOnlySpan<long> histogram, WideBinSet rare, out long others)
    {
        var count = 0;
        others = 0;
        for (var bin = 0; bin < histogram.Length; bin++)
        {
            if (histogram[bin] == 0)
            {
                continue;
            }

            if (rare.Contains(bin))
            {
                others += histogram[bin];
            }
            else
            {
                count++;
            }
        }

        return others == 0 ? count : count + 1;
    }

    // Bins without an example in the node go where most of its examples went.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Fill(
        WideBinSet set, ReadOnlySpan<long> histogram, WideBinSet rare, ReadOnlySpan<int> chosen, bool hasOthers, bool isHeavier)
    {
        foreach (var level in chosen)
        {
            if (level != Others)
            {
                set.Add(level);
            }
        }

        var othersLeft = hasOthers ? chosen.Contains(Others) : isHeavier;
        for (var bin = 0; bin < histogram.Length && (othersLeft || isHeavier); bin++)
        {
            if (rare.Contains(bin) ? othersLeft : isHeavier && histogram[bin] == 0)
            {
                set.Add(bin);
            }
        }
    }
}
