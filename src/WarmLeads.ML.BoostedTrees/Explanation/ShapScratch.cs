namespace WarmLeads.ML.BoostedTrees;

/// <summary>The memory that explaining a block of rows takes; kept from one call to the next.</summary>
sealed unsafe class ShapScratch : IDisposable
{
    const int LaneBytes = 64, MostLaneVectors = 4096;

    readonly AlignedMemory _weights, _passes, _decisions, _shares;

    public ShapScratch(SlotForest forest)
    {
        Rows = new RowBlock(forest);
        RowCount = RowsFor(forest.Width);
        _weights = new AlignedMemory((forest.MostNodes + 1L) * LaneBytes, "contributions");
        _passes = new AlignedMemory(forest.MostNodes + 1L, "contributions");
        _decisions = new AlignedMemory((forest.MostNodes + 1L) * sizeof(ulong), "contributions");
        _shares = new AlignedMemory((long)RowCount * forest.Width * LaneBytes, "contributions");
    }

    /// <summary>The rows as bytes.</summary>
    public RowBlock Rows { get; }

    /// <summary>Rows that are explained at a time: as many as leave the shares in the cache, 64 at most.</summary>
    public int RowCount { get; }

    /// <summary>Weight of each place of a tree, eight lanes each.</summary>
    public double* Weights => (double*)_weights.Pointer;

    /// <summary>Per place: 1 when the row passes the edge to it and all earlier ones on the same feature.</summary>
    public byte* Passes => _passes.Pointer;

    /// <summary>Per inner node: a bit for each row that goes left.</summary>
    public ulong* Decisions => (ulong*)_decisions.Pointer;

    /// <summary>Sums of the features' shares, shape [RowCount, features, 8].</summary>
    public double* Shares => (double*)_shares.Pointer;

    /// <summary>Rows that are explained at a time.</summary>
    public static int RowsFor(int width) => Math.Clamp(MostLaneVectors / Math.Max(1, width), 1, RowBlock.Length);

    public void Dispose()
    {
        Rows.Dispose();
        _weights.Dispose();
        _passes.Dispose();
        _decisions.Dispose();
        _shares.Dispose();
    }
}
