namespace WarmLeads.ML.BoostedTrees;

/// <summary>The interaction values of many rows, a block of them at a time. The caller keeps the memory in place.</summary>
sealed unsafe class InteractionBatch(InteractionShap shap, double* rows, double* contributions, double* interactions, int rowCount) : IBlockWork
{
    const int BlockLength = 32;

    /// <summary>Blocks of all rows.</summary>
    public int BlockCount => (rowCount + BlockLength - 1) / BlockLength;

    public void Run(int block)
    {
        var (start, width) = (block * BlockLength, shap.Width);
        var (count, at) = (Math.Min(BlockLength, rowCount - start), (nint)start * width);
        shap.Explain(
            new ReadOnlySpan<double>(rows + at, count * width),
            new ReadOnlySpan<double>(contributions + at, count * width),
            new Span<double>(interactions + (at * width), count * width * width));
    }
}
