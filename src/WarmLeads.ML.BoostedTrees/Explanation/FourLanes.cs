using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Four rows on any machine: the states are masks, bit 0 and bit 1 of the state over the whole lane.</summary>
readonly unsafe struct FourLanes(Vector256<double> lanes) : IRowLanes<FourLanes, (Vector256<double> Low, Vector256<double> High)>
{
    readonly Vector256<double> _lanes = lanes;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Create(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Load(double* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> Low, Vector256<double> High) StatesAt(byte* source)
    {
        var states = Vector256.Create((long)*(uint*)source);
        return (Mask(states, Vector256.Create(1L, 1L << 8, 1L << 16, 1L << 24)), Mask(states, Vector256.Create(2L, 2L << 8, 2L << 16, 2L << 24)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Pick(double* factors, (Vector256<double> Low, Vector256<double> High) states) =>
        new(Vector256.ConditionalSelect(
            states.High,
            Vector256.ConditionalSelect(states.Low, Vector256.Create(factors[3]), Vector256.Create(factors[2])),
            Vector256.ConditionalSelect(states.Low, Vector256.Create(factors[1]), Vector256.Create(factors[0]))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes PickShare(double* factors, (Vector256<double> Low, Vector256<double> High) states) =>
        Pick(factors + EdgeFactors.StateCount, states);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes operator +(FourLanes left, FourLanes right) => new(left._lanes + right._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes operator *(FourLanes left, FourLanes right) => new(left._lanes * right._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* target) => _lanes.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> Mask(Vector256<long> states, Vector256<long> bits) => Vector256.Equals(states & bits, bits).AsDouble();
}
