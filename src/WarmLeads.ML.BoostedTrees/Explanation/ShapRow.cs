using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The inner loops of <see cref="TreeShap"/> for a row that is alone: one tree, one point in each lane.</summary>
/// <remarks>Every number is made by the operations that make it in <see cref="ShapKernel"/>, in the same order.</remarks>
static unsafe class ShapRow
{
    const int Lanes = PointForest.Lanes;

    /// <summary>Adds what all features contribute.</summary>
    /// <param name="forest">The trees.</param>
    /// <param name="cells">The row as bytes.</param>
    /// <param name="test">How nodes decide.</param>
    /// <param name="scratch">Memory; the first of its shares, one per feature, receive the sums.</param>
    public static void Add<TTest>(PointForest forest, byte* cells, TTest test, ShapScratch scratch)
        where TTest : struct, INodeTest
    {
        fixed (PointNode* allNodes = forest.Nodes)
        fixed (double* edges = forest.Edges, scales = forest.Scales, points = forest.Points)
        {
            foreach (ref readonly var tree in forest.Trees.AsSpan())
            {
                var nodes = allNodes + tree.FirstNode;
                var treeEdges = edges + tree.FirstEdge;
                var t = points + tree.FirstPoint;
                scratch.States[tree.PlaceCount] = 1;
                Vector512.Load(t + Lanes).Store(scratch.Weights);
                Decide(nodes, tree.NodeCount, tree.PlaceCount, tree.PointCount + 1, cells, test, scratch.States, scratch.Steps);
                Forward(scratch.Steps, tree.NodeCount, treeEdges, t, scratch.Weights);
                Backward(scratch.Steps, tree.NodeCount, treeEdges, t, scales + tree.FirstScale, scratch.Weights, scratch.Gains);
                Sum(scratch.Gains, tree.NodeCount, tree.PointCount, nodes, scratch.Shares);
            }
        }
    }

    // Whether an earlier test was failed is a coin toss, so there is no branch: such an edge borrows the entry of "none",
    // whose factor is 1. A state is 1 here for an edge that the row passes with all earlier ones on its feature, else 0.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void Decide<TTest>(
        PointNode* nodes, int count, int none, int edgeLength, byte* cells, TTest test, byte* states, ShapStep* steps)
        where TTest : struct, INodeTest
    {
        for (var i = 0; i < count; i++)
        {
            var node = nodes + i;
            int isAlive = states[node->EarlierEdge];
            var alive = -isAlive;
            var goesLeft = test.GoesLeft(cells[node->Node.Slot], node->Node.Test);
            int left = node->Node.Left, right = node->Node.Right;
            var passed = right ^ ((left ^ right) & -goesLeft);
            var failed = left ^ right ^ passed;
            states[passed] = (byte)isAlive;
            states[failed] = 0;
            steps[i] = new ShapStep(
                passed * Lanes,
                failed * Lanes,
                (none ^ ((none ^ node->EarlierEdge) & alive)) * edgeLength,
                (none ^ ((none ^ passed) & alive)) * edgeLength,
                isAlive * Lanes);
        }
    }

    // The weight of every place: the product of the factors of the edges on its way, times the quadrature's weight.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void Forward(ShapStep* steps, int count, double* edges, double* points, double* weights)
    {
        var (one, t) = (Vector512<double>.One, Vector512.Load(points));
        var failed = stackalloc double[2 * Lanes];
        one.Store(failed);
        (one - t).Store(failed + Lanes);
        for (var i = 0; i < count; i++)
        {
            var step = steps + i;
            var before = Vector512.Load(edges + step->Before + 1);
            var weight = Vector512.Load(weights + (i * Lanes));
            (weight * ((one + (t * edges[step->After])) * before)).Store(weights + step->Passed);
            (weight * (Vector512.Load(failed + step->IsAlive) * before)).Store(weights + step->Failed);
        }
    }

    // Sums the leaves upwards and takes from each node what its feature contributes at each point.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void Backward(ShapStep* steps, int count, double* edges, double* points, double* scales, double* weights, double* gains)
    {
        var failed = stackalloc double[2 * Lanes];
        Vector512<double>.Zero.Store(failed);
        (-Vector512<double>.One / (Vector512<double>.One - Vector512.Load(points))).Store(failed + Lanes);
        for (var i = count - 1; i >= 0; i--)
        {
            var step = steps + i;
            var fromPassed = Vector512.Load(weights + step->Passed) * scales[step->Passed / Lanes];
            var fromFailed = Vector512.Load(weights + step->Failed) * scales[step->Failed / Lanes];
            (fromPassed + fromFailed).Store(weights + (i * Lanes));
            var before = edges + step->Before;
            var after = edges + step->After;
            var share = Vector512.Load(before + 1) * *before;
            var passedShare = (Vector512.Load(after + 1) * *after) - share;
            ((fromPassed * passedShare) + (fromFailed * (Vector512.Load(failed + step->IsAlive) - share))).Store(gains + (i * Lanes));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void Sum(double* gains, int count, int pointCount, PointNode* nodes, double* shares)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            var gained = 0.0;
            for (var k = 0; k < pointCount; k++)
            {
                gained += gains[(i * Lanes) + k];
            }

            shares[nodes[i].Feature] += gained;
        }
    }
}
