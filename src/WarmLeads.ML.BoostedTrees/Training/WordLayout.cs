using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>How a sum of gradients, a sum of hessians and a number of examples share 64 bits.</summary>
/// <remarks>
///     [ gradient, signed | hessian | count ]      64 - h - c, h and c bits
///
/// One addition adds all three, and parent minus child is exact, for no half ever overflows into the next: gradients
/// and hessians are scaled so that the sums over the whole tree fit. Below 2^17 examples the count has its bits; above,
/// precision is worth more, c is 0 and counts are estimated from the hessian. Then the hessian gets what is 64 steps for the
/// mean example and the gradient the rest: its sums cancel, and the gains are made of what is left.
/// </remarks>
readonly record struct WordLayout
{
    const int ExactCountLimit = 1 << 17, MostHessianBits = 32, HessianBitsPerExample = 6;

    /// <summary>The layout for a tree.</summary>
    /// <param name="exampleCount">Examples of the tree.</param>
    public WordLayout(int exampleCount)
    {
        CountBits = exampleCount < ExactCountLimit ? 32 - int.LeadingZeroCount(exampleCount) : 0;
        HessianBits = HasCount ? (64 - CountBits) / 2 : Math.Min(MostHessianBits, 32 - int.LeadingZeroCount(exampleCount) + HessianBitsPerExample);
    }

    /// <summary>Bits of the count, 0 when there is none.</summary>
    public int CountBits { get; }

    /// <summary>Bits of the hessian.</summary>
    public int HessianBits { get; }

    /// <summary>True when a word holds its number of examples.</summary>
    public bool HasCount => CountBits > 0;

    /// <summary>The largest sum of absolute gradients.</summary>
    public long GradientLimit => (1L << (63 - HessianBits - CountBits)) - 1;

    /// <summary>The largest sum of hessians.</summary>
    public long HessianLimit => (1L << HessianBits) - 1;

    /// <summary>The word of one example.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Pack(long gradient, long hessian) =>
        (gradient << (HessianBits + CountBits)) + (hessian << CountBits) + (HasCount ? 1 : 0);

    /// <summary>The words of eight examples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<long> Pack(Vector512<long> gradient, Vector512<long> hessian) =>
        (gradient << (HessianBits + CountBits)) + (hessian << CountBits) + Vector512.Create(HasCount ? 1L : 0L);

    /// <summary>The sum of gradients in a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Gradient(long word) => word >> (HessianBits + CountBits);

    /// <summary>The sum of hessians in a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Hessian(long word) => (word >> CountBits) & HessianLimit;

    /// <summary>The number of examples in a word; 0 when it holds none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Count(long word) => (int)(word & ((1L << CountBits) - 1));
}
