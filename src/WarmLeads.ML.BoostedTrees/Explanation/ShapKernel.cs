using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The inner loops of <see cref="TreeShap"/> for many rows: one tree, one row in each lane.</summary>
/// <remarks>A row is summed point by point in its own lane, as <see cref="ShapRow"/> sums a row that is alone.</remarks>
static unsafe class ShapKernel
{
    /// <summary>The most rows of a vector.</summary>
    public const int MostRows = 8;

    /// <summary>Adds what a tree's features contribute.</summary>
    /// <param name="table">The tree.</param>
    /// <param name="chunk">The points to sum over.</param>
    /// <param name="count">Rows, at most 64.</param>
    /// <param name="scratch">States in, shares out.</param>
    public static void Add(EdgeTable table, EdgeTableChunk chunk, int count, ShapScratch scratch)
    {
        if (Avx512F.IsSupported)
        {
            Add<EightLanes, Vector512<long>>(table, chunk, count, scratch);
        }
        else
        {
            Add<FourLanes, (Vector256<double>, Vector256<double>)>(table, chunk, count, scratch);
        }
    }

    /// <summary>The same with vectors of a given kind.</summary>
    public static void Add<TRows, TStates>(EdgeTable table, EdgeTableChunk chunk, int count, ShapScratch scratch)
        where TRows : struct, IRowLanes<TRows, TStates>
        where TStates : struct
    {
        fixed (BatchNode* nodes = table.Nodes)
        fixed (EdgeFactors* factors = chunk.Factors)
        fixed (double* scales = table.Scales)
        fixed (int* features = table.Features)
        {
            var (nodeCount, stride) = (table.Nodes.Length, chunk.PointWeights.Length * TRows.Count);
            for (var row = 0; row < count; row += TRows.Count)
            {
                for (var k = 0; k < chunk.PointWeights.Length; k++)
                {
                    TRows.Create(chunk.PointWeights[k]).Store(scratch.Weights + (k * TRows.Count));
                }

                Forward<TRows, TStates>(nodes, nodeCount, (double*)factors, stride, scratch.States + row, scratch.Weights);
                Backward<TRows, TStates>(
                    nodes, nodeCount, (double*)factors, stride, scales, features, scratch.States + row, scratch.Weights, scratch.Shares + row);
            }
        }
    }

    // The weight of every inner node: the product of the factors of the edges on its way, times the quadrature's weight.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void Forward<TRows, TStates>(BatchNode* nodes, int count, double* factors, nint stride, byte* states, double* weights)
        where TRows : struct, IRowLanes<TRows, TStates>
        where TStates : struct
    {
        for (var i = 0; i < count; i++)
        {
            int left = nodes[i].Left, right = nodes[i].Right;
            var source = weights + (i * stride);
            if (left < count)
            {
                Pass<TRows, TStates>(source, factors, stride, TRows.StatesAt(states + (left * RowBlock.Length)), weights + (left * stride));
            }

            if (right < count)
            {
                Pass<TRows, TStates>(source, factors, stride, TRows.StatesAt(states + (right * RowBlock.Length)), weights + (right * stride));
            }

            factors += stride / TRows.Count * (2 * EdgeFactors.StateCount);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Pass<TRows, TStates>(double* source, double* factors, nint stride, TStates states, double* target)
        where TRows : struct, IRowLanes<TRows, TStates>
        where TStates : struct
    {
        for (nint k = 0; k < stride; k += TRows.Count, factors += 2 * EdgeFactors.StateCount)
        {
            (TRows.Load(source + k) * TRows.Pick(factors, states)).Store(target + k);
        }
    }

    // Sums the leaves upwards and takes from each node what its feature contributes.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void Backward<TRows, TStates>(
        BatchNode* nodes, int count, double* factors, nint stride, double* scales, int* features, byte* states,
        double* weights, double* shares)
        where TRows : struct, IRowLanes<TRows, TStates>
        where TStates : struct
    {
        var step = stride / TRows.Count * (2 * EdgeFactors.StateCount);
        factors += count * step;
        for (var i = count - 1; i >= 0; i--)
        {
            factors -= step;
            int left = nodes[i].Left, right = nodes[i].Right;
            var (leftStates, rightStates) = (TRows.StatesAt(states + (left * RowBlock.Length)), TRows.StatesAt(states + (right * RowBlock.Length)));
            var here = weights + (i * stride);
            var leftWeights = weights + (left * stride);
            var rightWeights = weights + (right * stride);
            var (leftScale, rightScale) = (TRows.Create(scales[left]), TRows.Create(scales[right]));
            var gained = TRows.Create(0);
            var at = factors;
            for (nint k = 0; k < stride; k += TRows.Count, at += 2 * EdgeFactors.StateCount)
            {
                var weight = TRows.Load(here + k);
                var fromLeft = left < count ? TRows.Load(leftWeights + k) : weight * TRows.Pick(at, leftStates) * leftScale;
                var fromRight = right < count ? TRows.Load(rightWeights + k) : weight * TRows.Pick(at, rightStates) * rightScale;
                (fromLeft + fromRight).Store(here + k);
                gained += (fromLeft * TRows.PickShare(at, leftStates)) + (fromRight * TRows.PickShare(at, rightStates));
            }

            var sum = shares + (features[i] * RowBlock.Length);
            (TRows.Load(sum) + gained).Store(sum);
        }
    }
}
