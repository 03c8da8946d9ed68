using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Up to 254 ascending thresholds; finds without a branch how many lie below a value.</summary>
/// <remarks>Sixteen blocks of sixteen: the value is compared with the last of every block, then with all of one block.</remarks>
sealed class ThresholdTable
{
    /// <summary>Thresholds that it can hold.</summary>
    public const int Capacity = 254;

    const int BlockLength = 16;

    // The last of every block, then the blocks.
    readonly double[] _padded = new double[BlockLength + (BlockLength * BlockLength)];

    /// <summary>Takes the thresholds, ascending.</summary>
    public ThresholdTable(ReadOnlySpan<double> thresholds)
    {
        Array.Fill(_padded, double.PositiveInfinity);
        thresholds.CopyTo(_padded.AsSpan(BlockLength));
        for (var block = 0; block < BlockLength; block++)
        {
            _padded[block] = _padded[(BlockLength * block) + (2 * BlockLength) - 1];
        }
    }

    /// <summary>1 + the number of thresholds below the value; of no meaning for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte PlaceOf(double value)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(_padded);
        var values = Vector512.Create(value);
        var block = BlockLength * CountBelow(ref first, values);
        return (byte)(1 + block + CountBelow(ref Unsafe.Add(ref first, BlockLength + block), values));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int CountBelow(ref double first, Vector512<double> values)
    {
        var low = Vector512.LessThan(Vector512.LoadUnsafe(ref first), values).ExtractMostSignificantBits();
        var high = Vector512.LessThan(Vector512.LoadUnsafe(ref first, (nuint)Vector512<double>.Count), values).ExtractMostSignificantBits();
        return BitOperations.PopCount(low | (high << Vector512<double>.Count));
    }
}
