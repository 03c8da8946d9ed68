using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Sorts many numbers byte by byte, without a comparison: no branch depends on the data.</summary>
static class RadixSort
{
    const int Bytes = 8, ByteValues = 256, LeastLength = 1024;
    const ulong SignBit = 1UL << 63;

    /// <summary>Sorts ascending.</summary>
    /// <param name="values">Numbers without NaN.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort(Span<double> values)
    {
        if (values.Length < LeastLength)
        {
            values.Sort();
            return;
        }

        // As unsigned integers, positive numbers are in order once their sign bit is set, negative ones once all bits are turned.
        var keys = MemoryMarshal.Cast<double, ulong>(values);
        Span<int> counts = stackalloc int[Bytes * ByteValues];
        counts.Clear();
        for (var i = 0; i < keys.Length; i++)
        {
            var key = keys[i] ^ ((ulong)((long)keys[i] >> 63) | SignBit);
            keys[i] = key;
            for (var digit = 0; digit < Bytes; digit++)
            {
                counts[(digit * ByteValues) + (byte)(key >> (8 * digit))]++;
            }
        }

        var rented = ArrayPool<ulong>.Shared.Rent(keys.Length);
        var from = keys;
        var to = rented.AsSpan(0, keys.Length);
        for (var digit = 0; digit < Bytes; digit++)
        {
            var places = counts.Slice(digit * ByteValues, ByteValues);
            if (places[(byte)(from[0] >> (8 * digit))] == from.Length)
            {
                continue;
            }

            Move(from, to, places, 8 * digit);
            var moved = to;
            to = from;
            from = moved;
        }

        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = from[i] ^ (~(ulong)((long)from[i] >> 63) | SignBit);
        }

        ArrayPool<ulong>.Shared.Return(rented);
    }

    // By one byte, given how often each value of it occurs; equal ones keep their order.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Move(ReadOnlySpan<ulong> from, Span<ulong> to, Span<int> counts, int shift)
    {
        var start = 0;
        foreach (ref var count in counts)
        {
            (count, start) = (start, start + count);
        }

        foreach (var key in from)
        {
            to[counts[(byte)(key >> shift)]++] = key;
        }
    }
}
