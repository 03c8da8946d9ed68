namespace WarmLeads.ML.BoostedTrees;

/// <summary>The memory that explaining a block of rows takes; kept from one call to the next.</summary>
sealed unsafe class ShapScratch : IDisposable
{
    readonly AlignedMemory _weights, _states, _steps, _gains, _shares;

    public ShapScratch(SlotForest forest)
    {
        Rows = new RowBlock(forest);
        var mostInner = (forest.MostNodes / 2) + 1L;
        _weights = new AlignedMemory(mostInner * EdgeTable.MostPoints * ShapKernel.MostRows * sizeof(double), "contributions");
        _steps = new AlignedMemory(mostInner * sizeof(ShapStep), "contributions");
        _gains = new AlignedMemory(mostInner * PointForest.Lanes * sizeof(double), "contributions");
        _states = new AlignedMemory((forest.MostNodes + 1L) * RowBlock.Length, "contributions");
        _shares = new AlignedMemory((long)forest.Width * RowBlock.Length * sizeof(double), "contributions");
    }

    /// <summary>The rows as bytes.</summary>
    public RowBlock Rows { get; }

    /// <summary>Weights of the inner nodes of a tree at some points, shape [inner nodes, points, rows], or of all its places for a row that is alone, shape [places, 8].</summary>
    public double* Weights => (double*)_weights.Pointer;

    /// <summary>State of the edge to each place, as <see cref="EdgeFactors"/> numbers them, shape [places + 1, 64].</summary>
    public byte* States => _states.Pointer;

    /// <summary>What a row that is alone does at each inner node.</summary>
    public ShapStep* Steps => (ShapStep*)_steps.Pointer;

    /// <summary>What each inner node's feature gains at each point, shape [inner nodes, 8].</summary>
    public double* Gains => (double*)_gains.Pointer;

    /// <summary>Sums of the features' shares, shape [features, 64], or [features] for a row that is alone.</summary>
    public double* Shares => (double*)_shares.Pointer;

    public void Dispose()
    {
        Rows.Dispose();
        _weights.Dispose();
        _states.Dispose();
        _steps.Dispose();
        _gains.Dispose();
        _shares.Dispose();
    }
}
