using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>In a forest without categories: bytes up to and including the test go left.</summary>
readonly struct NumericTest : INodeTest
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GoesLeft(byte cell, int test) => Unsafe.BitCast<bool, byte>(cell <= test);
}
