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
    readonly EdgeTable[] _tables;
    readonly Lazy<PointForest> _points;
    readonly ConcurrentBag<ShapScratch> _scratches = [];

    public TreeShap(Forest forest, SlotForest slots)
    {
        (_forest, _slots) = (forest, slots);
        _tables = [.. forest.Trees.Zip(slots.BatchTrees, (tree, batch) => new EdgeTable(tree, batch))];
        _points = new Lazy<PointForest>(() => new PointForest(_tables));
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
            scratch = new ShapScratch(_slots);
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
        new Span<double>(scratch.Shares, Width * RowBlock.Length).Clear();
        foreach (var table in _tables)
        {
            Decide(table, scratch);
            foreach (var chunk in table.Chunks)
            {
                ShapKernel.Add(table, chunk, count, scratch);
            }
        }

        Close(scratch, scores, contributions, count, RowBlock.Length);
    }

    void ExplainOne(ShapScratch scratch, double* row, double* score, double* contributions)
    {
        _slots.Fill(new ReadOnlySpan<double>(row, Width), new Span<byte>(scratch.Rows.Bytes, _slots.Slots.Length));
        new Span<double>(scratch.Shares, Width).Clear();
        if (_slots.Sets.Length > 0)
        {
            ShapRow.Add(_points.Value, scratch.Rows.Bytes, new MixedTest(_slots), scratch);
        }
        else
        {
            ShapRow.Add(_points.Value, scratch.Rows.Bytes, default(NumericTest), scratch);
        }

        Close(scratch, score, contributions, count: 1, stride: 1);
    }

    void Close(ShapScratch scratch, double* scores, double* contributions, int count, int stride)
    {
        for (var row = 0; row < count; row++)
        {
            var target = new Span<double>(contributions + ((nint)row * Width), Width);
            for (var feature = 0; feature < Width; feature++)
            {
                target[feature] = scratch.Shares[(feature * stride) + row];
            }

            ContributionSum.Close(target, _forest.Grid, _forest.Bias, scores[row]);
        }
    }

    void Decide(EdgeTable table, ShapScratch scratch)
    {
        var states = (Vector512<byte>*)scratch.States;
        var (one, two) = (Vector512<byte>.One, Vector512.Create((byte)2));
        states[table.NodeCount] = Vector512<byte>.Zero;
        for (var i = 0; i < table.Nodes.Length; i++)
        {
            var node = table.Nodes[i];
            var cells = Vector512.Load(scratch.Rows.Bytes + (node.Slot * RowBlock.Length));
            var left = node.Test >= 0
                ? Vector512.LessThanOrEqual(cells, Vector512.Create((byte)node.Test))
                : RowBlock.IsInSet(cells, _slots.Sets[-1 - node.Test]);
            var failedEarlier = Vector512.GreaterThan(states[table.EarlierEdges[i]], one);
            states[node.Left] = Vector512.AndNot(two, left) | (failedEarlier & Vector512.Create((byte)3));
            states[node.Right] = Vector512.ConditionalSelect(left, two, one) | (failedEarlier & Vector512.Create((byte)3));
        }
    }
}
