using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The best split of a node on one categorical column: which categories go left.</summary>
/// <remarks>
/// The levels of the node ("missing" and "other" are levels too) are put in order, which is then cut in two, as
/// <see cref="CategoryOrder"/> says.
/// </remarks>
sealed unsafe class CategorySplitFinder(SplitRules rules, SplitFinder finder)
{
    const int Lanes = 8;

    /// <summary>Best split of a categorical column; gain 0 when there is none.</summary>
    /// <param name="histogram">Packed sums per bin.</param>
    /// <param name="binCount">Bins of the column.</param>
    /// <param name="rare">Bins with too few training examples to stand alone; they are one level with "other".</param>
    /// <param name="column">Column of the binned data, for the answer.</param>
    /// <param name="node">The node as a whole.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SplitCandidate Find(long* histogram, int binCount, BinSet rare, int column, in NodeTotals node)
    {
        var levels = stackalloc int[256];
        var words = stackalloc long[256];
        var keys = stackalloc double[256];
        var count = Collect(histogram, binCount, rare, levels, words);
        if (count < 2)
        {
            return default;
        }

        var order = new CategoryOrder(rules, finder, count);
        for (var i = 0; i < count; i++)
        {
            keys[i] = order.KeyOf(words[i]);
        }

        Sort(levels, words, keys, count);
        var ordered = new ReadOnlySpan<long>(words, count);
        var cut = order.BestCut(ordered, ordered, node);
        if (cut.Size == 0)
        {
            return default;
        }

        var start = cut.IsHigh ? count - cut.Size : 0;
        var set = SetOf(histogram, binCount, rare, levels, start, start + cut.Size, finder.Hessian(cut.Left) * 2 >= finder.Hessian(node.Word));
        return new SplitCandidate(cut.Gain, column, Bin: 0, MissingLeft: false, IsCategorical: true, set, cut.Left, order.ExtraL2);
    }
    // The levels that the node has examples of. Level -1 stands for "other" and all rare bins together.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int Collect(long* histogram, int binCount, BinSet rare, int* levels, long* words)
    {
        var count = 0;
        var others = 0L;
        for (var bin = 0; bin < binCount; bin++)
        {
            if (rare.Contains(bin))
            {
                others += histogram[bin];
            }
            else if (histogram[bin] != 0)
            {
                (levels[count], words[count]) = (bin, histogram[bin]);
                count++;
            }
        }

        if (others != 0)
        {
            (levels[count], words[count]) = (-1, others);
            count++;
        }

        return count;
    }

    // By key, ties by the order of arrival, which is that of the bins. A level's place is the number of levels before it:
    // with so few, counting them all beats a sort that has to guess.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Sort(int* levels, long* words, double* keys, int count)
    {
        var fromLevels = stackalloc int[256];
        var fromWords = stackalloc long[256];
        for (var i = 0; i < count; i++)
        {
            (fromLevels[i], fromWords[i]) = (levels[i], words[i]);
        }

        for (var i = count; i % Lanes != 0; i++)
        {
            keys[i] = double.PositiveInfinity;
        }

        for (var i = 0; i < count; i++)
        {
            var key = Vector512.Create(keys[i]);
            var before = Vector512<long>.Zero;
            var at = 0;
            for (; at + Lanes <= i; at += Lanes)
            {
                before -= Vector512.LessThanOrEqual(Vector512.Load(keys + at), key).AsInt64();
            }

            var own = Vector512.Load(keys + at);
            var isEarlier = Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)(i - at)));
            before -= Vector512.LessThan(own, key).AsInt64() | (Vector512.Equals(own, key).AsInt64() & isEarlier);
            for (at += Lanes; at < count; at += Lanes)
            {
                before -= Vector512.LessThan(Vector512.Load(keys + at), key).AsInt64();
            }

            var place = Vector512.Sum(before);
            (levels[place], words[place]) = (fromLevels[i], fromWords[i]);
        }
    }

    // Bins without an example in the node go where most of its examples went.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static BinSet SetOf(long* histogram, int binCount, BinSet rare, int* levels, int start, int end, bool isHeavier)
    {
        var set = default(BinSet);
        var hasOther = false;
        for (var i = start; i < end; i++)
        {
            hasOther |= levels[i] < 0;
            set = levels[i] < 0 ? set : set.With(levels[i]);
        }

        var rareWord = 0L;
        for (var bin = 0; bin < binCount; bin++)
        {
            rareWord |= rare.Contains(bin) ? histogram[bin] : 0;
        }

        for (var bin = 0; bin < binCount; bin++)
        {
            var goesLeft = rare.Contains(bin)
                ? (rareWord != 0 ? hasOther : isHeavier)
                : histogram[bin] == 0 && isHeavier;
            set = goesLeft ? set.With(bin) : set;
        }

        return set;
    }
}
