using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The inner loop of training for wide columns, whose bins are too many for the loops over eight columns.</summary>
static class WideHistogram
{
    // Cells of a run with fewer than every so manieth example are not in the cache by themselves.
    const int SparseFrom = 4;

    /// <summary>Adds the words of examples to the column's bins.</summary>
    /// <param name="rows">Examples, shape [count], at least one.</param>
    /// <param name="words">Packed gradients of these examples, in their order, shape [count].</param>
    /// <param name="cells">Bins by example, in memory that stays in place.</param>
    /// <param name="histogram">Receives the sums, shape [bins].</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Add(ReadOnlySpan<int> rows, ReadOnlySpan<long> words, ReadOnlySpan<ushort> cells, Span<long> histogram)
    {
        words = words[..rows.Length];
        Call(rows, cells);
        for (var i = 0; i < rows.Length; i++)
        {
            histogram[cells[rows[i]]] += words[i];
        }
    }

    /// <summary>The same for two columns: the examples and their words are read once.</summary>
    /// <param name="rows">Examples, shape [count], at least one.</param>
    /// <param name="words">Packed gradients of these examples, in their order, shape [count].</param>
    /// <param name="cells">Bins of the first column by example.</param>
    /// <param name="otherCells">Bins of the second column by example.</param>
    /// <param name="histogram">Receives the sums of the first column, shape [bins].</param>
    /// <param name="otherHistogram">Receives the sums of the second column, shape [bins].</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AddTwo(
        ReadOnlySpan<int> rows, ReadOnlySpan<long> words, ReadOnlySpan<ushort> cells, ReadOnlySpan<ushort> otherCells,
        Span<long> histogram, Span<long> otherHistogram)
    {
        words = words[..rows.Length];
        otherCells = otherCells[..cells.Length];
        Call(rows, cells);
        Call(rows, otherCells);
        for (var i = 0; i < rows.Length; i++)
        {
            var (row, word) = (rows[i], words[i]);
            histogram[cells[row]] += word;
            otherHistogram[otherCells[row]] += word;
        }
    }

    // All at once, so that they are under way together.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe void Call(ReadOnlySpan<int> rows, ReadOnlySpan<ushort> cells)
    {
        if ((rows[^1] - rows[0]) / SparseFrom > rows.Length)
        {
            foreach (var row in rows)
            {
                CacheLine.Call(Unsafe.AsPointer(in cells[row]));
            }
        }
    }
}
