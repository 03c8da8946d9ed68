using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Up to 254 ascending thresholds; finds in eight steps without a branch how many lie below a value.</summary>
sealed class ThresholdTable
{
    /// <summary>Thresholds that it can hold.</summary>
    public const int Capacity = 254;

    readonly double[] _padded = new double[Capacity + 1];

    /// <summary>Takes the thresholds, ascending.</summary>
    public ThresholdTable(ReadOnlySpan<double> thresholds)
    {
        Array.Fill(_padded, double.PositiveInfinity);
        thresholds.CopyTo(_padded);
    }

    /// <summary>1 + the number of thresholds below the value; of no meaning for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte PlaceOf(double value)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(_padded);
        var below = IsBelow(ref first, 127, value) << 7;
        below += IsBelow(ref first, below + 63, value) << 6;
        below += IsBelow(ref first, below + 31, value) << 5;
        below += IsBelow(ref first, below + 15, value) << 4;
        below += IsBelow(ref first, below + 7, value) << 3;
        below += IsBelow(ref first, below + 3, value) << 2;
        below += IsBelow(ref first, below + 1, value) << 1;
        below += IsBelow(ref first, below, value);
        return (byte)(below + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int IsBelow(ref double first, int at, double value) => Unsafe.BitCast<bool, byte>(Unsafe.Add(ref first, at) < value);
}
