using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The inner loop of training: adds the words of examples to the bins of eight columns at a time.</summary>
static unsafe class HistogramKernel
{
    /// <summary>Puts the words of examples in their order, for all groups, and calls the first group's cells into the cache.</summary>
    /// <param name="rows">Examples, shape [count].</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="words">Packed gradients by example.</param>
    /// <param name="first">The first group.</param>
    /// <param name="ordered">Receives the words, shape [count].</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Gather(int* rows, int count, long* words, GroupCells first, long* ordered)
    {
        for (var i = 0; i < count; i++)
        {
            nint row = rows[i];
            CacheLine.Call(words + rows[Math.Min(i + CacheLine.Ahead, count - 1)]);
            first.Prefetch(row);
            ordered[i] = words[row];
        }
    }

    /// <summary>Adds the examples of a list to a group of eight columns.</summary>
    /// <param name="rows">Examples, shape [count].</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="words">Packed gradients of these examples, in their order.</param>
    /// <param name="cells">The group.</param>
    /// <param name="next">The group that comes next, whose cells are called into the cache meanwhile.</param>
    /// <param name="histogram">Receives the sums.</param>
    /// <param name="offsets">First words of the eight columns.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AddEight(
        int* rows, int count, long* words, GroupCells cells, GroupCells next, long* histogram, int* offsets)
    {
        var h0 = histogram + offsets[0];
        var h1 = histogram + offsets[1];
        var h2 = histogram + offsets[2];
        var h3 = histogram + offsets[3];
        var h4 = histogram + offsets[4];
        var h5 = histogram + offsets[5];
        var h6 = histogram + offsets[6];
        var h7 = histogram + offsets[7];
        for (var i = 0; i < count; i++)
        {
            nint row = rows[i];
            next.Prefetch(row);
            var bins = cells.EightOf(row);
            var word = words[i];
            h0[(byte)bins] += word;
            h1[(byte)(bins >> 8)] += word;
            h2[(byte)(bins >> 16)] += word;
            h3[(byte)(bins >> 24)] += word;
            h4[(byte)(bins >> 32)] += word;
            h5[(byte)(bins >> 40)] += word;
            h6[(byte)(bins >> 48)] += word;
            h7[bins >> 56] += word;
        }
    }

    /// <summary>The same for four columns of a group.</summary>
    /// <param name="rows">Examples, shape [count].</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="words">Packed gradients of these examples, in their order.</param>
    /// <param name="cells">The group.</param>
    /// <param name="next">The group that comes next, whose cells are called into the cache meanwhile.</param>
    /// <param name="histogram">Receives the sums.</param>
    /// <param name="offsets">First words of the four columns.</param>
    /// <param name="shifts">Places of the four columns in the group, in bits.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AddFour(
        int* rows, int count, long* words, GroupCells cells, GroupCells next, long* histogram, int* offsets, int* shifts)
    {
        var h0 = histogram + offsets[0];
        var h1 = histogram + offsets[1];
        var h2 = histogram + offsets[2];
        var h3 = histogram + offsets[3];
        var (s0, s1, s2, s3) = (shifts[0], shifts[1], shifts[2], shifts[3]);
        for (var i = 0; i < count; i++)
        {
            nint row = rows[i];
            next.Prefetch(row);
            var bins = cells[row];
            var word = words[i];
            h0[(byte)(bins >> s0)] += word;
            h1[(byte)(bins >> s1)] += word;
            h2[(byte)(bins >> s2)] += word;
            h3[(byte)(bins >> s3)] += word;
        }
    }

    /// <summary>The same for two columns of a group.</summary>
    /// <param name="rows">Examples, shape [count].</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="words">Packed gradients of these examples, in their order.</param>
    /// <param name="cells">The group.</param>
    /// <param name="next">The group that comes next, whose cells are called into the cache meanwhile.</param>
    /// <param name="histogram">Receives the sums.</param>
    /// <param name="offsets">First words of the two columns.</param>
    /// <param name="shifts">Places of the two columns in the group, in bits.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AddTwo(
        int* rows, int count, long* words, GroupCells cells, GroupCells next, long* histogram, int* offsets, int* shifts)
    {
        var h0 = histogram + offsets[0];
        var h1 = histogram + offsets[1];
        var (s0, s1) = (shifts[0], shifts[1]);
        for (var i = 0; i < count; i++)
        {
            nint row = rows[i];
            next.Prefetch(row);
            var bins = cells[row];
            var word = words[i];
            h0[(byte)(bins >> s0)] += word;
            h1[(byte)(bins >> s1)] += word;
        }
    }

    /// <summary>The same for a few columns of a group.</summary>
    /// <param name="rows">Examples, shape [count].</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="words">Packed gradients of these examples, in their order.</param>
    /// <param name="cells">The group.</param>
    /// <param name="next">The group that comes next, whose cells are called into the cache meanwhile.</param>
    /// <param name="histogram">Receives the sums.</param>
    /// <param name="offsets">First words of the columns, shape [columnCount].</param>
    /// <param name="shifts">Places of the columns in the group, in bits, shape [columnCount].</param>
    /// <param name="columnCount">Number of columns.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AddSome(
        int* rows, int count, long* words, GroupCells cells, GroupCells next, long* histogram, int* offsets, int* shifts,
        int columnCount)
    {
        for (var i = 0; i < count; i++)
        {
            nint row = rows[i];
            next.Prefetch(row);
            var bins = cells[row];
            var word = words[i];
            for (var k = 0; k < columnCount; k++)
            {
                histogram[offsets[k] + (byte)(bins >> shifts[k])] += word;
            }
        }
    }
}
