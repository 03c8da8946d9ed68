using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>A loss of scores and its derivatives, over a list of examples; one block of work is 8,192 of them.</summary>
/// <remarks>
/// Sums are taken per lane of eight, then per block, then over blocks, always in that order, so they do not depend on
/// threads or on the width of the machine's vectors.
/// </remarks>
abstract class Loss(int[] rows) : IBlockWork
{
    const int BlockLength = 8192;

    readonly LossSums[] _sums = new LossSums[(rows.Length + BlockLength - 1) / BlockLength];

    /// <summary>Sums over all examples; writes each example's mean where there is an array for it.</summary>
    public LossSums Evaluate(WorkCrew crew)
    {
        crew.Run(this, _sums.Length);
        var total = default(LossSums);
        foreach (var sums in _sums)
        {
            total += sums;
        }

        return total;
    }

    public void Run(int block)
    {
        var start = block * BlockLength;
        _sums[block] = Evaluate(rows.AsSpan(start, Math.Min(BlockLength, rows.Length - start)));
    }

    /// <summary>Sums over some examples.</summary>
    public abstract LossSums Evaluate(ReadOnlySpan<int> part);

    /// <summary>Writes the means of up to eight examples; into nothing when there is no array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store(Vector512<double> means, double[]? target, ReadOnlySpan<int> eight, Span<double> lanes)
    {
        if (target is null)
        {
            return;
        }

        means.CopyTo(lanes);
        for (var i = 0; i < eight.Length; i++)
        {
            target[eight[i]] = lanes[i];
        }
    }

    /// <summary>The values of up to eight examples, 0 in lanes without one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(double[] values, ReadOnlySpan<int> eight, Span<double> lanes) =>
        eight.Length == 8
            ? Vector512.Create(
                values[eight[0]], values[eight[1]], values[eight[2]], values[eight[3]],
                values[eight[4]], values[eight[5]], values[eight[6]], values[eight[7]])
            : LoadSome(values, eight, lanes);

    /// <inheritdoc cref="Load(double[], ReadOnlySpan{int}, Span{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(float[] values, ReadOnlySpan<int> eight, Span<double> lanes) =>
        eight.Length == 8
            ? Vector512.Create(
                values[eight[0]], values[eight[1]], values[eight[2]], values[eight[3]],
                (double)values[eight[4]], values[eight[5]], values[eight[6]], values[eight[7]])
            : LoadSome(values, eight, lanes);

    /// <summary>1 in lanes that hold an example, 0 in the others.</summary>
    public static Vector512<double> Present(int count) =>
        Vector512.ConditionalSelect(
            Vector512.LessThan(Vector512<double>.Indices, Vector512.Create((double)count)), Vector512<double>.One, Vector512<double>.Zero);

    /// <summary>The sum of the lanes, first to last.</summary>
    public static double Add(Vector512<double> lanes)
    {
        var sum = 0.0;
        for (var i = 0; i < 8; i++)
        {
            sum += lanes[i];
        }

        return sum;
    }

    static Vector512<double> LoadSome(double[] values, ReadOnlySpan<int> some, Span<double> lanes)
    {
        lanes.Clear();
        for (var i = 0; i < some.Length; i++)
        {
            lanes[i] = values[some[i]];
        }

        return Vector512.Create<double>(lanes);
    }

    static Vector512<double> LoadSome(float[] values, ReadOnlySpan<int> some, Span<double> lanes)
    {
        lanes.Clear();
        for (var i = 0; i < some.Length; i++)
        {
            lanes[i] = values[some[i]];
        }

        return Vector512.Create<double>(lanes);
    }
}
