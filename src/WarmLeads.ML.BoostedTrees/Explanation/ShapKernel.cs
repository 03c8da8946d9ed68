using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The inner loops of <see cref="TreeShap"/> for many rows: a few trees, one row in each lane.</summary>
/// <remarks>Every number of a row is made by the operations that make it in <see cref="ShapRow"/>, in the same order.</remarks>
static unsafe class ShapKernel
{
    /// <summary>The most rows of a vector.</summary>
    public const int MostRows = 8;

    /// <summary>Adds what the features of some trees contribute.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="tree">The trees.</param>
    /// <param name="count">Rows, at most 64.</param>
    /// <param name="scratch">Who goes left and who passed earlier tests in, shares out.</param>
    public static void Add(PointForest forest, in PointTree tree, int count, ShapScratch scratch)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Add<EightLanes>(forest, tree, count, scratch);
        }
        else
        {
            Add<FourLanes>(forest, tree, count, scratch);
        }
    }

    /// <summary>The same with vectors of a given kind.</summary>
    public static void Add<TRows>(PointForest forest, in PointTree tree, int count, ShapScratch scratch)
        where TRows : struct, IRowLanes<TRows>
    {
        fixed (PointNode* allNodes = forest.Nodes)
        fixed (double* slopes = forest.Slopes, factors = forest.Factors, leaves = forest.Leaves, pointWeights = forest.Weights)
        {
            var nodes = allNodes + tree.FirstNode;
            var stride = tree.PointCount * TRows.Count;
            for (var leaf = 0; leaf < tree.LeafCount; leaf++)
            {
                TRows.Create(leaves[tree.FirstLeaf + leaf]).Store(scratch.Leaves + (leaf * TRows.Count));
            }

            for (var row = 0; row < count; row += TRows.Count)
            {
                for (var k = 0; k < tree.RootCount * tree.PointCount; k++)
                {
                    TRows.Create(pointWeights[tree.FirstWeight + (k % tree.PointCount)]).Store(scratch.Weights + (k * TRows.Count));
                }

                Choose<TRows>(slopes + (tree.FirstNode * 3), tree.NodeCount, forest.SlopeStride, scratch.Lefts, scratch.Alives, row, scratch.Slopes);
                Forward<TRows>(nodes, tree.RootCount, tree.NodeCount, factors, tree.PointCount, scratch.Slopes, scratch.Weights);
                Backward<TRows>(
                    nodes, tree.NodeCount, factors, tree.Lanes, stride, scratch.Slopes, forest.SlopeStride * TRows.Count, scratch.Weights,
                    scratch.Leaves, scratch.Shares + row, forest.MostPoints * RowBlock.Length);
            }
        }
    }

    // The slopes of the edges for some rows.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void Choose<TRows>(double* all, int count, int slopeStride, ulong* lefts, ulong* alives, int row, double* slopes)
        where TRows : struct, IRowLanes<TRows>
    {
        for (var i = 0; i < count; i++)
        {
            var slab = all + (i / PointForest.SlabLength * 3 * PointForest.SlabLength) + (i % PointForest.SlabLength);
            var left = TRows.MaskOf(lefts[i] >> row);
            var alive = TRows.MaskOf(alives[i] >> row);
            var failed = TRows.Create(slab[0]);
            (TRows.Choose(left, TRows.Create(slab[PointForest.SlabLength]), failed) & alive).Store(slopes + (i * TRows.Count));
            (TRows.Choose(left, failed, TRows.Create(slab[2 * PointForest.SlabLength])) & alive)
                .Store(slopes + ((i + slopeStride) * TRows.Count));
        }
    }

    // The weight of every inner node: the product of the factors of the edges on its way, times the quadrature's weight.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void Forward<TRows>(
        PointNode* nodes, int rootCount, int count, double* factors, int pointCount, double* slopes, double* weights)
        where TRows : struct, IRowLanes<TRows>
    {
        var (one, stride) = (TRows.Create(1), pointCount * TRows.Count);
        for (var i = rootCount; i < count; i++)
        {
            int parent = nodes[i].Parent;
            var u = factors + nodes[parent].Factors;
            var slope = TRows.Load(slopes + (nodes[i].Edge * TRows.Count));
            var source = weights + (parent * stride);
            var target = weights + (i * stride);
            for (var k = 0; k < pointCount; k++)
            {
                (TRows.Load(source + (k * TRows.Count)) * (one + (slope * TRows.Create(u[k])))).Store(target + (k * TRows.Count));
            }
        }
    }

    // Sums the leaves upwards and takes from each node what its feature contributes.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void Backward<TRows>(
        PointNode* nodes, int count, double* factors, int lanes, int stride, double* slopes, int slopeStride, double* weights,
        double* leaves, double* shares, int shareStride)
        where TRows : struct, IRowLanes<TRows>
    {
        for (var i = count - 1; i >= 0; i--)
        {
            var node = nodes + i;
            int left = node->Left, right = node->Right;
            var leftSlope = TRows.Load(slopes + (i * TRows.Count));
            var rightSlope = TRows.Load(slopes + (i * TRows.Count) + slopeStride);
            var fromLeft = left < count ? weights + (left * stride) : leaves + ((left - count) * TRows.Count);
            var fromRight = right < count ? weights + (right * stride) : leaves + ((right - count) * TRows.Count);
            var (leftStep, rightStep) = (left < count ? TRows.Count : 0, right < count ? TRows.Count : 0);
            var here = weights + (i * stride);
            var u = factors + node->Factors;
            var share = shares + (node->Feature * (nint)shareStride);
            for (var k = 0; k < stride; k += TRows.Count)
            {
                var (l, r) = (TRows.Load(fromLeft), TRows.Load(fromRight));
                var gained = (l * leftSlope) + (r * rightSlope);
                (TRows.Load(share) + (TRows.Load(here + k) * TRows.Create(u[lanes]) * gained)).Store(share);
                (l + r + (TRows.Create(*u) * gained)).Store(here + k);
                fromLeft += leftStep;
                fromRight += rightStep;
                share += RowBlock.Length;
                u++;
            }
        }
    }
}
