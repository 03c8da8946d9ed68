using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Whole histograms added and subtracted, word by word.</summary>
static unsafe class HistogramSums
{
    /// <summary>target += source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(long* target, long* source, int count)
    {
        var i = 0;
        for (; i + Vector256<long>.Count <= count; i += Vector256<long>.Count)
        {
            (Vector256.Load(target + i) + Vector256.Load(source + i)).Store(target + i);
        }

        for (; i < count; i++)
        {
            target[i] += source[i];
        }
    }

    /// <summary>target -= source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract(long* target, long* source, int count)
    {
        var i = 0;
        for (; i + Vector256<long>.Count <= count; i += Vector256<long>.Count)
        {
            (Vector256.Load(target + i) - Vector256.Load(source + i)).Store(target + i);
        }

        for (; i < count; i++)
        {
            target[i] -= source[i];
        }
    }
}
