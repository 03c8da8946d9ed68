using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>A set of bins, one bit for each of 256.</summary>
readonly record struct BinSet(ulong Bits0, ulong Bits1, ulong Bits2, ulong Bits3)
{
    /// <summary>True when the bin is in the set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int bin) => ((Word(bin >> 6) >> (bin & 63)) & 1) != 0;

    /// <summary>The set with one more bin.</summary>
    public BinSet With(int bin)
    {
        var bit = 1UL << (bin & 63);
        return (bin >> 6) switch
        {
            0 => this with { Bits0 = Bits0 | bit },
            1 => this with { Bits1 = Bits1 | bit },
            2 => this with { Bits2 = Bits2 | bit },
            _ => this with { Bits3 = Bits3 | bit },
        };
    }

    /// <summary>Word 0..3 of the bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Word(int index) => index switch { 0 => Bits0, 1 => Bits1, 2 => Bits2, _ => Bits3 };
}
