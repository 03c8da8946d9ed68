using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The inner loops of <see cref="TreeShap"/> for a row that is alone: a few trees, one point in each lane.</summary>
/// <remarks>Every number is made by the operations that make it in <see cref="ShapKernel"/>, in the same order.</remarks>
static unsafe class ShapRow
{
    /// <summary>Decides all nodes, one after the other: a bit for each, a byte for each slab.</summary>
    /// <param name="forest">The trees.</param>
    /// <param name="cells">The row as bytes.</param>
    /// <param name="test">How nodes decide.</param>
    /// <param name="scratch">Receives who goes left and who passed the earlier tests.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Decide<TTest>(PointForest forest, byte* cells, TTest test, ShapScratch scratch)
        where TTest : struct, INodeTest
    {
        var passed = scratch.Passed;
        var lefts = (byte*)scratch.Lefts;
        var alives = (byte*)scratch.Alives;
        fixed (PointTest* allTests = forest.Tests)
        {
            foreach (ref readonly var tree in forest.Trees.AsSpan())
            {
                passed[tree.PlaceCount] = 1;
                for (var first = 0; first < tree.NodeCount; first += PointForest.SlabLength)
                {
                    var (left, alive) = (0, 0);
                    for (var i = first; i < Math.Min(first + PointForest.SlabLength, tree.NodeCount); i++)
                    {
                        var node = allTests + tree.FirstNode + i;
                        var isAlive = (int)passed[node->EarlierEdge];
                        var goesLeft = test.GoesLeft(cells[node->Node.Slot], node->Node.Test);
                        passed[node->Node.Left] = (ulong)(isAlive & goesLeft);
                        passed[node->Node.Right] = (ulong)(isAlive & ~goesLeft);
                        left |= goesLeft << (i - first);
                        alive |= isAlive << (i - first);
                    }

                    var slab = (tree.FirstNode + first) / PointForest.SlabLength;
                    (lefts[slab], alives[slab]) = ((byte)left, (byte)alive);
                }
            }
        }
    }

    /// <summary>Adds what all features contribute.</summary>
    /// <param name="forest">The trees.</param>
    /// <param name="scratch">Who goes left and who passed earlier tests in, shares out.</param>
    public static void Add(PointForest forest, ShapScratch scratch)
    {
        fixed (PointNode* allNodes = forest.Nodes)
        fixed (double* slopes = forest.Slopes, factors = forest.Factors, leaves = forest.Leaves, pointWeights = forest.Weights)
        {
            foreach (ref readonly var tree in forest.Trees.AsSpan())
            {
                var slab = tree.FirstNode / PointForest.SlabLength;
                Choose(
                    slopes + (tree.FirstNode * 3), tree.NodeCount, forest.SlopeStride, (byte*)scratch.Lefts + slab,
                    (byte*)scratch.Alives + slab, scratch.Slopes);
                var nodes = allNodes + tree.FirstNode;
                var treeLeaves = leaves + tree.FirstLeaf;
                var weights = pointWeights + tree.FirstWeight;
                if (tree.PointCount <= PointForest.FewPoints)
                {
                    Add<FourLanes>(tree, nodes, factors, weights, treeLeaves, forest.SlopeStride, scratch);
                }
                else
                {
                    Add<EightLanes>(tree, nodes, factors, weights, treeLeaves, forest.SlopeStride, scratch);
                }
            }
        }
    }

    static void Add<TPoints>(
        in PointTree tree, PointNode* nodes, double* factors, double* pointWeights, double* leaves, int slopeStride, ShapScratch scratch)
        where TPoints : struct, IRowLanes<TPoints>
    {
        for (var root = 0; root < tree.RootCount; root++)
        {
            TPoints.Load(pointWeights).Store(scratch.Weights + (root * TPoints.Count));
        }

        Forward<TPoints>(nodes, tree.RootCount, tree.NodeCount, factors, scratch.Slopes, leaves, scratch.Weights);
        Backward<TPoints>(nodes, tree.NodeCount, factors, scratch.Slopes, slopeStride, scratch.Weights, scratch.Shares);
    }

    // The slopes of the edges.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void Choose(double* all, int count, int slopeStride, byte* lefts, byte* alives, double* slopes)
    {
        for (var i = 0; i < count; i += PointForest.SlabLength)
        {
            var left = EightLanes.MaskOf(*lefts++);
            var alive = EightLanes.MaskOf(*alives++);
            var failed = EightLanes.Load(all);
            (EightLanes.Choose(left, EightLanes.Load(all + PointForest.SlabLength), failed) & alive).Store(slopes + i);
            (EightLanes.Choose(left, failed, EightLanes.Load(all + (2 * PointForest.SlabLength))) & alive).Store(slopes + slopeStride + i);
            all += 3 * PointForest.SlabLength;
        }
    }

    // The weight of every inner node: the product of the factors of the edges on its way, times the quadrature's weight.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void Forward<TPoints>(
        PointNode* nodes, int rootCount, int count, double* factors, double* slopes, double* leaves, double* weights)
        where TPoints : struct, IRowLanes<TPoints>
    {
        var one = TPoints.Create(1);
        var target = weights + (rootCount * TPoints.Count);
        for (var i = rootCount; i < count; i++)
        {
            nint parent = nodes[i].Parent;
            var factor = one + (TPoints.Create(slopes[nodes[i].Edge]) * TPoints.Load(factors + nodes[parent].Factors));
            (TPoints.Load(weights + (parent * TPoints.Count)) * factor).Store(target);
            target += TPoints.Count;
        }

        for (var end = leaves + count + rootCount; leaves < end; leaves++)
        {
            TPoints.Create(*leaves).Store(target);
            target += TPoints.Count;
        }
    }

    // Sums the leaves upwards and takes from each node what its feature contributes at each point.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void Backward<TPoints>(
        PointNode* nodes, int count, double* factors, double* slopes, int slopeStride, double* weights, double* shares)
        where TPoints : struct, IRowLanes<TPoints>
    {
        var rightSlopes = slopes + slopeStride;
        for (nint i = count - 1; i >= 0; i--)
        {
            var node = nodes + i;
            var u = factors + node->Factors;
            var share = shares + ((nint)node->Feature * EdgeTable.MostPoints);
            var here = weights + (i * TPoints.Count);
            var (l, r) = (TPoints.Load(weights + ((nint)node->Left * TPoints.Count)), TPoints.Load(weights + ((nint)node->Right * TPoints.Count)));
            var gained = (l * TPoints.Create(slopes[i])) + (r * TPoints.Create(rightSlopes[i]));
            (TPoints.Load(share) + (TPoints.Load(here) * TPoints.Load(u + TPoints.Count) * gained)).Store(share);
            (l + r + (TPoints.Load(u) * gained)).Store(here);
        }
    }
}
