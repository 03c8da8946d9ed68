using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The bins of up to eight columns, example after example.</summary>
/// <param name="first">The bins of the first example.</param>
/// <param name="shift">Bytes from one example to the next, as a power of two, 0..3.</param>
readonly unsafe struct GroupCells(byte* first, int shift)
{
    /// <summary>Eight bytes from an example's bins on; those behind the last column are of no meaning.</summary>
    public ulong this[nint row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => *(ulong*)(first + (row << shift));
    }

    /// <summary>The same of a group of eight columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong EightOf(nint row) => ((ulong*)first)[row];

    /// <summary>Calls the bins of an example into the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(nint row) => CacheLine.Call(first + (row << shift));

    /// <summary>The bins of one of the columns, 0..7.</summary>
    public ColumnCells Column(int place) => new(first + place, shift);
}
