using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Eight rows, where the processor permutes eight doubles in one instruction: the states are the permutation.</summary>
readonly unsafe struct EightLanes(Vector512<double> lanes) : IRowLanes<EightLanes, Vector512<long>>
{
    readonly Vector512<double> _lanes = lanes;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Create(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Load(double* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> StatesAt(byte* source) =>
        Avx512F.ConvertToVector512Int64(Vector128.CreateScalarUnsafe(*(ulong*)source).AsByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Pick(double* factors, Vector512<long> states) =>
        new(Avx512F.PermuteVar8x64(Vector512.Load(factors), states));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes PickShare(double* factors, Vector512<long> states) =>
        new(Avx512F.PermuteVar8x64(Vector512.Load(factors), states + Vector512.Create((long)EdgeFactors.StateCount)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator +(EightLanes left, EightLanes right) => new(left._lanes + right._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator *(EightLanes left, EightLanes right) => new(left._lanes * right._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* target) => _lanes.Store(target);
}
