using System.Buffers;
using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Where the bins of a numeric feature end.</summary>
/// <remarks>
/// With few distinct values each gets its own bin. With many, a value heavier than an equal share gets its own bin and
/// the rest is cut into bins of about equal mass. Source: the greedy placement of LightGBM (Ke et al. 2017).
/// </remarks>
static class BinBoundaries
{
    /// <summary>Thresholds, ascending: bin k ends with threshold k, inclusive. The last bin has none.</summary>
    /// <param name="present">Values without NaN; is sorted in place.</param>
    /// <param name="maximumBinCount">Bins at most.</param>
    /// <param name="minimumRowsPerBin">Rows that a bin needs when there are more values than bins.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] Place(Span<double> present, int maximumBinCount, int minimumRowsPerBin)
    {
        RadixSort.Sort(present);
        var rented = ArrayPool<int>.Shared.Rent(present.Length);
        var (distinct, start) = (0, 0);
        for (var i = 1; i <= present.Length; i++)
        {
            if (i == present.Length || present[i] != present[start])
            {
                (present[distinct], rented[distinct]) = (present[start], i - start);
                distinct++;
                start = i;
            }
        }

        var thresholds = Place(present[..distinct], rented.AsSpan(0, distinct), present.Length, maximumBinCount, minimumRowsPerBin);
        ArrayPool<int>.Shared.Return(rented);
        return thresholds;
    }

    static double[] Place(ReadOnlySpan<double> values, ReadOnlySpan<int> counts, int total, int maximumBinCount, int minimumRowsPerBin)
    {
        var thresholds = new List<double>();
        if (values.Length <= maximumBinCount)
        {
            for (var i = 1; i < values.Length; i++)
            {
                thresholds.Add(Between(values[i - 1], values[i]));
            }
        }
        else
        {
            Cut(values, counts, total, maximumBinCount, minimumRowsPerBin, thresholds);
        }

        return [.. thresholds];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Cut(
        ReadOnlySpan<double> values, ReadOnlySpan<int> counts, int total, int maximumBinCount, int minimumRowsPerBin, List<double> thresholds)
    {
        var bins = Math.Min(maximumBinCount, Math.Max(1, total / minimumRowsPerBin));
        var share = (double)total / bins;
        var heavy = 0;
        long restRows = total;
        foreach (var count in counts)
        {
            if (count >= share)
            {
                heavy++;
                restRows -= count;
            }
        }

        var restBins = bins - heavy;
        var restShare = restBins > 0 ? (double)restRows / restBins : double.PositiveInfinity;
        var inBin = 0;
        for (var i = 0; i + 1 < values.Length && thresholds.Count + 1 < bins; i++)
        {
            var isHeavy = counts[i] >= share;
            restRows -= isHeavy ? 0 : counts[i];
            inBin += counts[i];
            var nextIsHeavy = counts[i + 1] >= share && inBin >= Math.Max(1, restShare / 2);
            if (!isHeavy && !nextIsHeavy && inBin < restShare)
            {
                continue;
            }

            thresholds.Add(Between(values[i], values[i + 1]));
            inBin = 0;
            if (!isHeavy)
            {
                restBins--;
                restShare = restBins > 0 ? (double)restRows / restBins : double.PositiveInfinity;
            }
        }
    }

    // The number that parts two neighbours: low <= threshold < high.
    static double Between(double low, double high)
    {
        if (double.IsNegativeInfinity(low))
        {
            return low;
        }

        if (double.IsPositiveInfinity(high))
        {
            return double.MaxValue;
        }

        var middle = (low / 2) + (high / 2);
        return middle >= low && middle < high ? middle : low;
    }
}
