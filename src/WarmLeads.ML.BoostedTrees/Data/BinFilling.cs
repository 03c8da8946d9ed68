namespace WarmLeads.ML.BoostedTrees;

/// <summary>Sorts every value into its bin; one block of work is a run of rows short enough to stay in the cache.</summary>
sealed unsafe class BinFilling(Dataset data, BinnedDataset target, int firstRow, CancellationToken stop) : IBlockWork
{
    const int BlockLength = 1024;

    public void Run(WorkCrew crew) => crew.Run(this, (data.RowCount + BlockLength - 1) / BlockLength);

    public void Run(int block)
    {
        stop.ThrowIfCancellationRequested();
        var start = block * BlockLength;
        Span<double> buffer = stackalloc double[BlockLength];
        var values = buffer[..Math.Min(BlockLength, data.RowCount - start)];
        var rows = target.Bins + ((nint)(firstRow + start) * target.Stride);
        for (var column = 0; column < target.FeatureOfColumn.Length; column++)
        {
            data.CopyColumn(target.FeatureOfColumn[column], start, values.Length, values);
            var cells = new Span<byte>(target.Column(column) + firstRow + start, values.Length);
            target.MapperOf(column).BinAll(values, cells);
            for (var row = 0; row < cells.Length; row++)
            {
                rows[(row * target.Stride) + column] = cells[row];
            }
        }
    }
}
