using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The bins of one column, which lie a power of two apart.</summary>
/// <param name="first">The bin of the first example.</param>
/// <param name="shift">Bytes from one example to the next, as a power of two, 0..3.</param>
readonly unsafe struct ColumnCells(byte* first, int shift)
{
    /// <summary>The bin of an example.</summary>
    public ref byte this[nint row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref first[row << shift];
    }

    /// <summary>Calls the bin of an example into the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(nint row) => CacheLine.Call(first + (row << shift));
}
