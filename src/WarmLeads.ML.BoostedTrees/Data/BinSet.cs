using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>A set of bins, one bit for each of 256.</summary>
/// <remarks>
/// Words are found by their place in memory. With a switch among the four, some runs of .NET 10.0.12 under load saved models
/// with the first word in the place of all four, and so with other sets.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
readonly record struct BinSet(ulong Bits0, ulong Bits1, ulong Bits2, ulong Bits3)
{
    /// <summary>True when the bin is in the set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int bin) => ((Word(bin >> 6) >> (bin & 63)) & 1) != 0;

    /// <summary>The set with one more bin.</summary>
    public BinSet With(int bin)
    {
        var set = this;
        Unsafe.Add(ref Unsafe.As<BinSet, ulong>(ref set), (bin >> 6) & 3) |= 1UL << (bin & 63);
        return set;
    }

    /// <summary>Word 0..3 of the bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Word(int index) => Unsafe.Add(ref Unsafe.As<BinSet, ulong>(ref Unsafe.AsRef(in this)), index & 3);
}
