using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Finds the categories with too few training examples to stand alone; one block of work is one column.</summary>
sealed class RareBins : IBlockWork
{
    readonly BinnedDataset _data;
    readonly int[] _rows;
    readonly int _minimumCount;
    readonly BinSet[] _rare;

    RareBins(BinnedDataset data, int[] rows, int minimumCount) =>
        (_data, _rows, _minimumCount, _rare) = (data, rows, minimumCount, new BinSet[data.FeatureOfColumn.Length]);

    /// <summary>Per column: the bins that count as "other", the bin "other" itself among them; empty for numeric columns.</summary>
    public static BinSet[] Find(BinnedDataset data, int[] rows, int minimumCount, WorkCrew crew)
    {
        var work = new RareBins(data, rows, minimumCount);
        crew.Run(work, work._rare.Length);
        return work._rare;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int block)
    {
        if (_data.MapperOf(block).Categories is not { } categories)
        {
            return;
        }

        Span<long> counts = stackalloc long[256];
        counts.Clear();
        var cells = _data.Column(block);
        foreach (var row in _rows)
        {
            counts[cells[row]]++;
        }

        var rare = default(BinSet).With(categories.OtherBin);
        for (var bin = 1; bin < categories.OtherBin; bin++)
        {
            rare = counts[bin] < _minimumCount ? rare.With(bin) : rare;
        }

        _rare[block] = rare;
    }
}
