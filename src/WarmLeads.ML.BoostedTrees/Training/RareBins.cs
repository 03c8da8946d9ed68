using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Finds the categories with too few training examples to stand alone; one block of work is one column.</summary>
sealed class RareBins : IBlockWork
{
    readonly BinnedDataset _data;
    readonly int[] _rows;
    readonly int _minimumCount;
    readonly BinSet[] _rare;
    readonly WideBinSet?[] _wide;

    RareBins(BinnedDataset data, int[] rows, int minimumCount)
    {
        (_data, _rows, _minimumCount) = (data, rows, minimumCount);
        (_rare, _wide) = (new BinSet[data.FeatureOfColumn.Length], new WideBinSet?[data.FeatureOfColumn.Length]);
    }

    /// <summary>Finds them among the examples of a fit.</summary>
    public static RareBins Find(BinnedDataset data, int[] rows, int minimumCount, WorkCrew crew)
    {
        var work = new RareBins(data, rows, minimumCount);
        crew.Run(work, work._rare.Length);
        return work;
    }

    /// <summary>The bins of a column that count as "other", the bin "other" itself among them; none for numeric columns.</summary>
    public BinSet Of(int column) => _rare[column];

    /// <summary>The same of a wide column.</summary>
    public WideBinSet OfWide(int column) => _wide[column]!;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int block)
    {
        if (_data.MapperOf(block).Wide is { } wide)
        {
            _wide[block] = Rare(_data.WideColumn(block), wide);
            return;
        }

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    WideBinSet Rare(ReadOnlySpan<ushort> cells, WideCategories categories)
    {
        var counts = new int[categories.BinCount];
        foreach (var row in _rows)
        {
            counts[cells[row]]++;
        }

        var rare = new WideBinSet(categories.BinCount);
        rare.Add(categories.OtherBin);
        for (var bin = 1; bin < categories.OtherBin; bin++)
        {
            if (counts[bin] < _minimumCount)
            {
                rare.Add(bin);
            }
        }

        return rare;
    }
}
