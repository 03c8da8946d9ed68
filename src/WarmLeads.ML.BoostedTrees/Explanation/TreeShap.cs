using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Exact path-dependent Shapley values of a forest.</summary>
/// <remarks>
/// The game: v(S) is a tree's expectation when the features in S follow the row and the others follow the shares of the
/// training examples at every node. Its Shapley value is the integral over t in 0..1 of the derivative of the
/// multilinear extension, a polynomial in t of a degree below the number of features on a path, and Gauss-Legendre
/// quadrature integrates polynomials exactly. All factors are positive, so nothing cancels.
/// Eight points make a vector; lanes are added in order at the end, so the machine's width changes no bit.
/// Sources: Lundberg et al. 2020 (the game); Owen 1972 (the multilinear extension).
/// </remarks>
sealed unsafe class TreeShap(Forest forest, SlotForest slots)
{
    const int Lanes = 8;

    readonly EdgeTable[] _tables = [.. forest.Trees.Zip(slots.BatchTrees, (tree, batch) => new EdgeTable(tree, batch))];
    readonly ConcurrentBag<ShapScratch> _scratches = [];

    /// <summary>Features of a row.</summary>
    public int Width => slots.Width;

    /// <summary>Contributions of one row with its score; allocates nothing once warm.</summary>
    public void Explain(ReadOnlySpan<double> row, double score, Span<double> contributions)
    {
        fixed (double* values = row, target = contributions)
        {
            Explain(values, &score, target, rowCount: 1);
        }
    }

    /// <summary>Contributions of many rows.</summary>
    public void Explain(ReadOnlySpan<double> rows, Span<double> contributions, ForestPredictor predictor, int numberOfThreads)
    {
        var scores = new double[Width == 0 ? 0 : rows.Length / Width];
        predictor.Score(rows, scores, numberOfThreads);
        fixed (double* row = rows, score = scores, contribution = contributions)
        {
            var batch = new ExplanationBatch(this, row, score, contribution, scores.Length);
            using var crew = new WorkCrew(Math.Min(WorkCrew.Resolve(numberOfThreads), Math.Max(1, batch.BlockCount)));
            crew.Run(batch, batch.BlockCount);
        }
    }

    /// <summary>Contributions of rows, on the grid of the scores, adding up to each row's score with the bias.</summary>
    /// <param name="rows">Row-major, shape [n, features].</param>
    /// <param name="scores">The scores of the rows, shape [n].</param>
    /// <param name="contributions">Receives the contributions, shape [n, features].</param>
    /// <param name="rowCount">n.</param>
    public void Explain(double* rows, double* scores, double* contributions, int rowCount)
    {
        if (!_scratches.TryTake(out var scratch))
        {
            scratch = new ShapScratch(slots);
        }

        for (var start = 0; start < rowCount; start += scratch.RowCount)
        {
            var count = Math.Min(scratch.RowCount, rowCount - start);
            Explain(scratch, rows + ((nint)start * Width), scores + start, contributions + ((nint)start * Width), count);
        }

        _scratches.Add(scratch);
    }

    void Explain(ShapScratch scratch, double* rows, double* scores, double* contributions, int count)
    {
        scratch.Rows.Fill(rows, count);
        new Span<double>(scratch.Shares, count * Width * Lanes).Clear();
        foreach (var table in _tables)
        {
            Decide(table, scratch);
            for (var chunk = 0; chunk < table.ChunkCount; chunk++)
            {
                for (var row = 0; row < count; row++)
                {
                    AddShares(table, chunk, scratch, row);
                }
            }
        }

        for (var row = 0; row < count; row++)
        {
            var target = new Span<double>(contributions + ((nint)row * Width), Width);
            var shares = scratch.Shares + ((nint)row * Width * Lanes);
            for (var feature = 0; feature < Width; feature++, shares += Lanes)
            {
                var sum = 0.0;
                for (var lane = 0; lane < Lanes; lane++)
                {
                    sum += shares[lane];
                }

                target[feature] = sum;
            }

            ContributionSum.Close(target, forest.Grid, forest.Bias, scores[row]);
        }
    }

    void Decide(EdgeTable table, ShapScratch scratch)
    {
        for (var i = 0; i < table.Nodes.Length; i++)
        {
            var node = table.Nodes[i];
            var cells = Vector512.Load(scratch.Rows.Bytes + (node.Slot * RowBlock.Length));
            var left = node.Test >= 0
                ? Vector512.LessThanOrEqual(cells, Vector512.Create((byte)node.Test))
                : RowBlock.IsInSet(cells, slots.Sets[-1 - node.Test]);
            scratch.Decisions[i] = left.ExtractMostSignificantBits();
        }
    }

    void AddShares(EdgeTable table, int chunk, ShapScratch scratch, int row)
    {
        fixed (double* points = table.Points, pointWeights = table.PointWeights, inverses = table.Inverses)
        fixed (double* alphas = table.Alphas, scales = table.Scales)
        fixed (int* earlier = table.EarlierEdges, features = table.Features)
        fixed (BatchNode* nodes = table.Nodes)
        {
            var t = Vector512.Load(points + (chunk * Lanes));
            var chunkInverses = inverses + ((nint)chunk * (table.NodeCount + 1) * Lanes);
            (Vector512.Load(pointWeights + (chunk * Lanes)) * scales[0]).Store(scratch.Weights);
            scratch.Passes[table.NodeCount] = 1;
            Forward(
                nodes, table.Nodes.Length, table.NodeCount, t, earlier, alphas, scales, chunkInverses, scratch.Decisions, row,
                scratch.Weights, scratch.Passes);
            Backward(
                nodes, table.Nodes.Length, table.NodeCount, t, earlier, features, alphas, chunkInverses, scratch.Weights, scratch.Passes,
                scratch.Shares + ((nint)row * Width * Lanes));
        }
    }

    // The weight of every place: the product of the factors of the edges on its way, times the quadrature's weight, at
    // leaves times the leaf's value. Whether an earlier test was failed is a coin toss, so there is no branch: such an edge
    // borrows the entry of "no edge", whose factor is 1.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void Forward(
        BatchNode* nodes, int count, int none, Vector512<double> t, int* earlier, double* alphas, double* scales, double* inverses,
        ulong* decisions, int row, double* weights, byte* passes)
    {
        var one = Vector512<double>.One;
        var failFactors = stackalloc double[2 * Lanes];
        one.Store(failFactors);
        (one - t).Store(failFactors + Lanes);
        for (var i = 0; i < count; i++)
        {
            var node = nodes + i;
            int isAlive = passes[earlier[i]];
            var alive = -isAlive;
            var right = -(int)(~(decisions[i] >> row) & 1);
            var passed = node->Left ^ ((node->Left ^ node->Right) & right);
            var failed = node->Left ^ node->Right ^ passed;
            passes[failed] = 0;
            passes[passed] = (byte)isAlive;
            var before = none ^ ((none ^ earlier[i]) & alive);
            var after = none ^ ((none ^ passed) & alive);
            var weight = Vector512.Load(weights + (i * Lanes)) * Vector512.Load(inverses + (before * Lanes));
            (weight * (one + (t * alphas[after])) * scales[passed]).Store(weights + (passed * Lanes));
            (weight * Vector512.Load(failFactors + (isAlive * Lanes)) * scales[failed]).Store(weights + (failed * Lanes));
        }
    }

    // Sums the leaves upwards and takes from each edge what its feature contributes: nothing where an earlier test was failed.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void Backward(
        BatchNode* nodes, int count, int none, Vector512<double> t, int* earlier, int* features, double* alphas, double* inverses,
        double* weights, byte* passes, double* shares)
    {
        var failShares = stackalloc double[2 * Lanes];
        Vector512<double>.Zero.Store(failShares);
        (Vector512<double>.One / (Vector512<double>.One - t)).Store(failShares + Lanes);
        for (var i = count - 1; i >= 0; i--)
        {
            var node = nodes + i;
            int isAlive = passes[earlier[i]];
            var alive = -isAlive;
            var right = passes[node->Left] - 1;
            var passed = node->Left ^ ((node->Left ^ node->Right) & right);
            var failed = node->Left ^ node->Right ^ passed;
            var before = none ^ ((none ^ earlier[i]) & alive);
            var after = none ^ ((none ^ passed) & alive);
            var (fromPassed, fromFailed) = (Vector512.Load(weights + (passed * Lanes)), Vector512.Load(weights + (failed * Lanes)));
            var sum = fromPassed + fromFailed;
            sum.Store(weights + (i * Lanes));
            var share = shares + (features[i] * Lanes);
            var gained = (fromPassed * (Vector512.Load(inverses + (after * Lanes)) * alphas[after]))
                - (fromFailed * Vector512.Load(failShares + (isAlive * Lanes)))
                - (sum * (Vector512.Load(inverses + (before * Lanes)) * alphas[before]));
            (Vector512.Load(share) + gained).Store(share);
        }
    }
}
