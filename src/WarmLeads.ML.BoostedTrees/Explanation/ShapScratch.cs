namespace WarmLeads.ML.BoostedTrees;

/// <summary>The memory that explaining a block of rows takes; kept from one call to the next.</summary>
sealed unsafe class ShapScratch : IDisposable
{
    const int MostCellsRead = 128;

    readonly AlignedMemory _cells, _weights, _leaves, _slopes, _passed, _lefts, _alives, _shares;

    public ShapScratch(SlotForest slots, PointForest forest)
    {
        const string Purpose = "contributions";
        var (mostInner, mostLeaves) = (forest.SlopeStride, 2L * forest.SlopeStride);
        Rows = new RowBlock(slots);
        _cells = new AlignedMemory(Math.Max(slots.Slots.Length, MostCellsRead), Purpose);
        _weights = new AlignedMemory(
            Math.Max(mostInner * (long)forest.MostPoints * ShapKernel.MostRows, (mostInner + mostLeaves) * EdgeTable.MostPoints) * sizeof(double),
            Purpose);
        _leaves = new AlignedMemory(mostLeaves * ShapKernel.MostRows * sizeof(double), Purpose);
        _slopes = new AlignedMemory(2L * mostInner * ShapKernel.MostRows * sizeof(double), Purpose);
        _passed = new AlignedMemory((mostInner + mostLeaves + 1) * sizeof(ulong), Purpose);
        _lefts = new AlignedMemory(Math.Max(mostInner * (long)sizeof(ulong), DecisionColumns.WordCount(forest) * (long)sizeof(ulong)), Purpose);
        _alives = new AlignedMemory(Math.Max(mostInner * (long)sizeof(ulong), DecisionColumns.WordCount(forest) * (long)sizeof(ulong)), Purpose);
        _shares = new AlignedMemory(
            (long)forest.Features.Length * Math.Max(EdgeTable.MostPoints, forest.MostPoints * RowBlock.Length) * sizeof(double), Purpose);
    }

    /// <summary>The rows as bytes.</summary>
    public RowBlock Rows { get; }

    /// <summary>A row that is alone as bytes; 128 can be read.</summary>
    public byte* Cells => _cells.Pointer;

    /// <summary>Weights of the inner nodes of a tree, shape [inner nodes, points, rows], or of all its places for a row that is alone, shape [places, points].</summary>
    public double* Weights => (double*)_weights.Pointer;

    /// <summary>Scales of a tree's leaves, shape [leaves, rows].</summary>
    public double* Leaves => (double*)_leaves.Pointer;

    /// <summary>Slopes of a tree's left edges, then of the right ones, shape [2, inner nodes, rows], or [2, inner nodes] for a row that is alone.</summary>
    public double* Slopes => (double*)_slopes.Pointer;

    /// <summary>Who passed the edge to each place and all earlier ones on its feature: a bit per row, shape [places + 1].</summary>
    public ulong* Passed => (ulong*)_passed.Pointer;

    /// <summary>Who goes left: a bit per row, shape [inner nodes]; for a row that is alone a bit per inner node of the forest.</summary>
    public ulong* Lefts => (ulong*)_lefts.Pointer;

    /// <summary>The same for who passed the earlier tests on the node's feature.</summary>
    public ulong* Alives => (ulong*)_alives.Pointer;

    /// <summary>Sums of the features' shares, shape [tested features, points, 64], or [tested features, 8] for a row that is alone.</summary>
    public double* Shares => (double*)_shares.Pointer;

    public void Dispose()
    {
        Rows.Dispose();
        foreach (var memory in (ReadOnlySpan<AlignedMemory>)[_cells, _weights, _leaves, _slopes, _passed, _lefts, _alives, _shares])
        {
            memory.Dispose();
        }
    }
}
