using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Sorts every value into its bin; one block of work is a run of rows short enough to stay in the cache.</summary>
sealed class BinFilling(Dataset data, BinnedDataset target, int firstRow) : IBlockWork
{
    const int BlockLength = 1024;

    public void Run(WorkCrew crew) => crew.Run(this, (data.RowCount + BlockLength - 1) / BlockLength);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int block)
    {
        var start = block * BlockLength;
        Span<double> buffer = stackalloc double[BlockLength];
        var values = buffer[..Math.Min(BlockLength, data.RowCount - start)];
        Span<byte> cells = stackalloc byte[values.Length];
        for (var column = 0; column < target.ByteColumnCount; column++)
        {
            data.CopyColumn(target.FeatureOfColumn[column], start, values.Length, values);
            target.MapperOf(column).BinAll(values, cells);
            var places = target.Column(column);
            for (var i = 0; i < cells.Length; i++)
            {
                places[firstRow + start + i] = cells[i];
            }
        }

        for (var column = target.ByteColumnCount; column < target.FeatureOfColumn.Length; column++)
        {
            data.CopyColumn(target.FeatureOfColumn[column], start, values.Length, values);
            var categories = target.MapperOf(column).Wide!;
            var places = target.WideColumn(column).Slice(firstRow + start, values.Length);
            for (var i = 0; i < places.Length; i++)
            {
                places[i] = categories.BinOf(values[i]);
            }
        }
    }
}
