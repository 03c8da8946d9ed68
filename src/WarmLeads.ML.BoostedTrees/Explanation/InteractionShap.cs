using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Exact path-dependent Shapley interaction values of a forest.</summary>
/// <remarks>
/// The game and the integral are those of <see cref="TreeShap"/>, derived by two features instead of one:
///     Phi_fg = 1/2 v w alpha_f alpha_g Integral_0^1 Prod_(j other than f, g) (1 + alpha_j t) dt      summed over leaves
/// Edge by edge: what the edges of f add to the derivative, times the derivative of each other feature above. Eight rows are
/// worked on at a time, one to a lane, so no lane knows of the others and a batch has the bits of single rows.
/// Sources: Lundberg et al. 2020 (interaction values); Owen 1972 (the multilinear extension).
/// </remarks>
sealed unsafe class InteractionShap
{
    const int Lanes = 8, PointStep = InteractionTree.PointStep;

    readonly Forest _forest;
    readonly InteractionTree[] _trees;
    readonly (int First, int Second)[] _pairs;
    readonly int _mostNodes, _mostPoints;
    readonly ConcurrentBag<InteractionScratch> _scratches = [];

    public InteractionShap(Forest forest)
    {
        _forest = forest;
        var pairs = new Dictionary<(int First, int Second), int>();
        _trees = [.. forest.Trees.Select(tree => new InteractionTree(tree, pairs))];
        _pairs = [.. pairs.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        _mostNodes = forest.Trees.Length == 0 ? 0 : forest.Trees.Max(tree => tree.Length);
        _mostPoints = _trees.Length == 0 ? 0 : _trees.Max(tree => tree.Points.Length);
    }

    /// <summary>Features of a row.</summary>
    public int Width => _forest.Schema.Count;

    /// <summary>The same on several threads.</summary>
    public void Explain(ReadOnlySpan<double> rows, ReadOnlySpan<double> contributions, Span<double> interactions, int numberOfThreads)
    {
        fixed (double* row = rows, contribution = contributions, interaction = interactions)
        {
            var batch = new InteractionBatch(this, row, contribution, interaction, Width == 0 ? 0 : rows.Length / Width);
            using var crew = new WorkCrew(Math.Min(WorkCrew.Resolve(numberOfThreads), Math.Max(1, batch.BlockCount)));
            crew.Run(batch, batch.BlockCount);
        }
    }

    /// <summary>Interaction values of rows, on the grid of the scores; the sum of each line is the feature's contribution.</summary>
    /// <param name="rows">Row-major, shape [n, features].</param>
    /// <param name="contributions">Contributions of the rows, shape [n, features].</param>
    /// <param name="interactions">Receives the values, shape [n, features, features].</param>
    public void Explain(ReadOnlySpan<double> rows, ReadOnlySpan<double> contributions, Span<double> interactions)
    {
        if (!_scratches.TryTake(out var scratch))
        {
            scratch = new InteractionScratch(Width, _mostNodes, _mostPoints, _pairs.Length);
        }

        var count = Width == 0 ? 0 : rows.Length / Width;
        for (var start = 0; start < count; start += Lanes)
        {
            var length = Math.Min(Lanes, count - start);
            scratch.Take(rows.Slice(start * Width, length * Width));
            foreach (var tree in _trees)
            {
                Decide(tree, scratch);
                for (var point = 0; point < tree.Points.Length; point += PointStep)
                {
                    Forward(tree, point, scratch);
                    Backward(tree, scratch);
                }
            }

            for (var lane = 0; lane < length; lane++)
            {
                var row = start + lane;
                Close(scratch, lane, contributions.Slice(row * Width, Width), interactions.Slice(row * Width * Width, Width * Width));
            }
        }

        _scratches.Add(scratch);
    }

    // Lanes of ones where the row goes left.
    void Decide(InteractionTree tree, InteractionScratch scratch)
    {
        for (var i = 0; i < tree.Nodes.Length; i++)
        {
            ref readonly var node = ref tree.Nodes[i];
            if (node.IsLeaf)
            {
                continue;
            }

            var values = scratch.Values[node.Feature];
            if (node.Set < 0)
            {
                // A comparison with NaN is false.
                scratch.Lefts[i] = node.MissingLeft
                    ? ~Vector512.GreaterThan(values, Vector512.Create(node.Threshold))
                    : Vector512.LessThanOrEqual(values, Vector512.Create(node.Threshold));
                continue;
            }

            var mask = Vector512<long>.Zero;
            for (var lane = 0; lane < Lanes; lane++)
            {
                mask = mask.WithElement(lane, _forest.Sets[node.Set].Contains(values[lane]) ? -1L : 0L);
            }

            scratch.Lefts[i] = mask.AsDouble();
        }
    }

    // The weight of every place and the derivative of every edge, at some points.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Forward(InteractionTree tree, int firstPoint, InteractionScratch scratch)
    {
        var (count, pointCount) = (tree.Nodes.Length, tree.Points.Length);
        fixed (TreeNode* nodes = tree.Nodes)
        fixed (double* factors = tree.Factors, derivatives = tree.Derivatives, points = tree.Points, pointWeights = tree.PointWeights)
        fixed (int* earlierEdges = tree.EarlierEdges)
        fixed (Vector512<double>* weights = scratch.Weights, edges = scratch.Derivatives, lefts = scratch.Lefts, passes = scratch.Passes)
        {
            passes[count] = Vector512<double>.AllBitsSet;
            var rootCover = nodes[0].Cover;
            for (var k = 0; k < PointStep; k++)
            {
                weights[k] = Vector512.Create(pointWeights[firstPoint + k]);
                edges[(count * PointStep) + k] = Vector512<double>.Zero;
            }

            for (var i = 0; i < count; i++)
            {
                var node = nodes + i;
                var weight = weights + (i * PointStep);
                if (node->Right == 0)
                {
                    var share = Vector512.Create(node->Value * (node->Cover / rootCover));
                    for (var k = 0; k < PointStep; k++)
                    {
                        weight[k] *= share;
                    }

                    continue;
                }

                var (left, right, earlier) = (i + 1, node->Right, earlierEdges[i]);
                var before = passes[earlier];
                passes[left] = before & lefts[i];
                passes[right] = Vector512.AndNot(before, lefts[i]);
                for (var k = 0; k < PointStep; k++)
                {
                    var point = firstPoint + k;
                    var failedFactor = Vector512.Create(1 - points[point]);
                    var failedDerivative = Vector512.Create(-1 / (1 - points[point]));
                    var start = weight[k] / Vector512.ConditionalSelect(before, Vector512.Create(factors[(earlier * pointCount) + point]), failedFactor);
                    var (l, r) = ((left * pointCount) + point, (right * pointCount) + point);
                    weights[(left * PointStep) + k] =
                        start * Vector512.ConditionalSelect(passes[left], Vector512.Create(factors[l]), failedFactor);
                    weights[(right * PointStep) + k] =
                        start * Vector512.ConditionalSelect(passes[right], Vector512.Create(factors[r]), failedFactor);
                    edges[(left * PointStep) + k] =
                        Vector512.ConditionalSelect(passes[left], Vector512.Create(derivatives[l]), failedDerivative);
                    edges[(right * PointStep) + k] =
                        Vector512.ConditionalSelect(passes[right], Vector512.Create(derivatives[r]), failedDerivative);
                }
            }
        }
    }

    // Sums the leaves upwards; at each node, what its feature adds to the derivative meets each other feature above.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Backward(InteractionTree tree, InteractionScratch scratch)
    {
        fixed (TreeNode* nodes = tree.Nodes)
        fixed (int* earlierEdges = tree.EarlierEdges, starts = tree.PairStarts, meetingEdges = tree.MeetingEdges, meetingPairs = tree.MeetingPairs)
        fixed (Vector512<double>* weights = scratch.Weights, edges = scratch.Derivatives, shares = scratch.Shares)
        {
            var gained = stackalloc Vector512<double>[PointStep];
            for (var i = tree.Nodes.Length - 1; i >= 0; i--)
            {
                if (nodes[i].Right == 0)
                {
                    continue;
                }

                var (left, right, earlier) = ((i + 1) * PointStep, nodes[i].Right * PointStep, earlierEdges[i] * PointStep);
                for (var k = 0; k < PointStep; k++)
                {
                    var (fromLeft, fromRight) = (weights[left + k], weights[right + k]);
                    weights[(i * PointStep) + k] = fromLeft + fromRight;
                    gained[k] = (fromLeft * (edges[left + k] - edges[earlier + k])) + (fromRight * (edges[right + k] - edges[earlier + k]));
                }

                var (g0, g1, g2, g3) = (gained[0], gained[1], gained[2], gained[3]);
                for (var meeting = starts[i]; meeting < starts[i + 1]; meeting++)
                {
                    var other = edges + (meetingEdges[meeting] * PointStep);
                    shares[meetingPairs[meeting]] += ((g0 * other[0]) + (g1 * other[1])) + ((g2 * other[2]) + (g3 * other[3]));
                }
            }
        }
    }

    void Close(InteractionScratch scratch, int lane, ReadOnlySpan<double> contributions, Span<double> interactions)
    {
        interactions.Clear();
        for (var feature = 0; feature < Width; feature++)
        {
            interactions[(feature * Width) + feature] = contributions[feature];
        }

        for (var i = 0; i < _pairs.Length; i++)
        {
            var (first, second) = _pairs[i];
            var half = _forest.Grid.Round(scratch.Shares[i][lane] / 2);
            interactions[(first * Width) + second] = interactions[(second * Width) + first] = half;
            interactions[(first * Width) + first] -= half;
            interactions[(second * Width) + second] -= half;
        }
    }
}
