using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>In a forest with categories: a set decides, so that the two kinds of nodes need no branch between them.</summary>
/// <remarks>"At most t" is the set 0..t; there are 255 of them, shared by all numeric nodes.</remarks>
readonly struct MixedTest(SlotForest forest) : INodeTest
{
    readonly ulong[] _words = forest.SetWords;
    readonly int _numeric = forest.Sets.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GoesLeft(byte cell, int test)
    {
        // A leaf's number may lie beyond the sets; which of them it reads does not matter.
        var set = Math.Min(test, byte.MaxValue) + _numeric;
        var word = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_words), (set * 4) + (cell >> 6));
        return (int)(word >> cell) & 1;
    }

    /// <summary>The words of all sets: those of the categories from the last to the first, then 0..t for t = 0..255.</summary>
    public static ulong[] WordsOf(BinSet[] sets)
    {
        var all = sets.Reverse().ToList();
        var upTo = default(BinSet);
        for (var bin = 0; bin <= byte.MaxValue; bin++)
        {
            upTo = upTo.With(bin);
            all.Add(upTo);
        }

        return [.. all.SelectMany(set => (ulong[])[set.Bits0, set.Bits1, set.Bits2, set.Bits3])];
    }
}
