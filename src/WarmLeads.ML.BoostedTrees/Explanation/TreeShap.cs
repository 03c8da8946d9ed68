using System.Collections.Concurrent;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Exact path-dependent Shapley values of a forest.</summary>
/// <remarks>
/// The game: v(S) is a tree's expectation when the features in S follow the row and the others follow the shares of the
/// training examples at every node. Its Shapley value is the integral over t in 0..1 of the derivative of the
/// multilinear extension, a polynomial in t of a degree below the number of features on a path, and Gauss-Legendre
/// quadrature integrates polynomials exactly. All factors are positive, so nothing cancels.
/// Each row is summed on its own in one fixed order, so neither the machine's width nor the other rows change a bit.
/// Sources: Lundberg et al. 2020 (the game); Owen 1972 (the multilinear extension).
/// </remarks>
sealed unsafe class TreeShap
{
    readonly Forest _forest;
    readonly SlotForest _slots;
    readonly PointForest _points;
    readonly Lazy<DecisionColumns?> _columns;
    readonly ConcurrentBag<ShapScratch> _scratches = [];

    public TreeShap(Forest forest, SlotForest slots)
    {
        (_forest, _slots) = (forest, slots);
        _points = new PointForest([.. forest.Trees.Zip(slots.BatchTrees, (tree, batch) => new EdgeTable(tree, batch))]);
        _columns = new Lazy<DecisionColumns?>(() => DecisionColumns.Of(_points, _slots));
    }

    /// <summary>Features of a row.</summary>
    public int Width => _slots.Width;

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
            scratch = new ShapScratch(_slots, _points);
        }

        for (var start = 0; start < rowCount; start += RowBlock.Length)
        {
            var at = (nint)start * Width;
            if (rowCount - start == 1)
            {
                ExplainOne(scratch, rows + at, scores + start, contributions + at);
            }
            else
            {
                Explain(scratch, rows + at, scores + start, contributions + at, Math.Min(RowBlock.Length, rowCount - start));
            }
        }

        _scratches.Add(scratch);
    }

    void Explain(ShapScratch scratch, double* rows, double* scores, double* contributions, int count)
    {
        scratch.Rows.Fill(rows, count);
        var pointStride = _points.MostPoints * RowBlock.Length;
        new Span<double>(scratch.Shares, _points.Features.Length * pointStride).Clear();
        foreach (ref readonly var tree in _points.Trees.AsSpan())
        {
            Decide(tree, scratch);
            ShapKernel.Add(_points, tree, count, scratch);
        }

        Close(scratch.Shares, scores, contributions, count, pointStride, RowBlock.Length, _points.MostPoints);
    }

    void ExplainOne(ShapScratch scratch, double* row, double* score, double* contributions)
    {
        _slots.Fill(new ReadOnlySpan<double>(row, Width), new Span<byte>(scratch.Cells, _slots.Slots.Length));
        new Span<double>(scratch.Shares, _points.Features.Length * EdgeTable.MostPoints).Clear();
        if (_columns.Value is { } columns)
        {
            columns.Decide(scratch.Cells, scratch.Lefts, scratch.Alives);
        }
        else if (_slots.Sets.Length > 0)
        {
            ShapRow.Decide(_points, scratch.Cells, new MixedTest(_slots), scratch);
        }
        else
        {
            ShapRow.Decide(_points, scratch.Cells, default(NumericTest), scratch);
        }

        ShapRow.Add(_points, scratch);
        Close(scratch.Shares, score, contributions, count: 1, EdgeTable.MostPoints, stride: 1, _points.MostPoints);
    }

    // A feature's contribution is the sum over the points.
    void Close(double* shares, double* scores, double* contributions, int count, int featureStride, int stride, int pointCount)
    {
        for (var row = 0; row < count; row++)
        {
            var target = new Span<double>(contributions + ((nint)row * Width), Width);
            target.Clear();
            for (var i = 0; i < _points.Features.Length; i++)
            {
                var share = shares + ((nint)i * featureStride) + row;
                var sum = 0.0;
                for (var k = 0; k < pointCount; k++)
                {
                    sum += share[k * stride];
                }

                target[_points.Features[i]] = sum;
            }

            ContributionSum.Close(target, _forest.Grid, _forest.Bias, scores[row]);
        }
    }

    // For 64 rows at a time.
    void Decide(in PointTree tree, ShapScratch scratch)
    {
        var passed = scratch.Passed;
        passed[tree.PlaceCount] = ulong.MaxValue;
        for (var i = 0; i < tree.NodeCount; i++)
        {
            var (node, earlier) = _points.Tests[tree.FirstNode + i];
            var cells = Vector512.Load(scratch.Rows.Bytes + (node.Slot * RowBlock.Length));
            var goesLeft = node.Test >= 0
                ? Vector512.LessThanOrEqual(cells, Vector512.Create((byte)node.Test))
                : RowBlock.IsInSet(cells, _slots.Sets[-1 - node.Test]);
            var (left, alive) = (goesLeft.ExtractMostSignificantBits(), passed[earlier]);
            (scratch.Lefts[i], scratch.Alives[i]) = (left, alive);
            (passed[node.Left], passed[node.Right]) = (alive & left, alive & ~left);
        }
    }
}
