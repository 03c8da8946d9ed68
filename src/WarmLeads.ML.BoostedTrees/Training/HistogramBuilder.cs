using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Builds the histogram of a node; one block of work is a run of its examples.</summary>
/// <remarks>
/// Whoever works on a run borrows a histogram of its own, and those that were borrowed are added up at the end. The sums
/// are integers, so neither the number of runs nor who did which changes a bit. There are more runs than threads, so that
/// a thread that is put to sleep holds up little.
/// </remarks>
sealed unsafe class HistogramBuilder : IBlockWork, IDisposable
{
    const int RowsInCache = 512, LeastRowsPerRun = 512, LeastCellsPerRun = 32_768, MostRowsPerRun = 65_536, MostRunsPerThread = 8;

    readonly BinnedDataset _data;
    readonly HistogramLayout _layout;
    readonly WorkCrew _crew;
    readonly AlignedMemory[] _private;
    readonly Stack<int> _free = new();
    readonly Lock _gate = new();
    readonly bool[] _isUsed;
    ColumnGroup[] _groups = [];
    int[] _columns = [], _wideColumns = [];
    long* _words, _target;
    int* _rows;
    int _count, _runs;

    public HistogramBuilder(BinnedDataset data, HistogramLayout layout, WorkCrew crew)
    {
        (_data, _layout, _crew) = (data, layout, crew);
        _private = new AlignedMemory[crew.ThreadCount - 1];
        _isUsed = new bool[crew.ThreadCount];
        for (var i = 0; i < _private.Length; i++)
        {
            _private[i] = new AlignedMemory(layout.WordCount * 8L, "The histograms");
        }
    }

    /// <summary>Sets the columns, in ascending order, and the packed gradients of the next histograms.</summary>
    public void Use(int[] columns, long* words)
    {
        _columns = columns;
        _words = words;
        _wideColumns = [.. columns.Where(_data.IsWide)];
        _groups = ColumnGroup.Of(columns.AsSpan(0, columns.Length - _wideColumns.Length), _layout.Offsets);
    }

    /// <summary>Sums the words of the examples per bin of every column in use; other columns are left as they are.</summary>
    public void Build(int* rows, int count, long* target)
    {
        _rows = rows;
        _count = count;
        _target = target;
        _runs = Math.Max(RunsToShare(count), (count + MostRowsPerRun - 1) / MostRowsPerRun);
        _free.Clear();
        for (var i = _crew.ThreadCount - 1; i >= 0; i--)
        {
            _isUsed[i] = false;
            _free.Push(i);
        }

        _crew.Run(this, _runs);
        for (var i = 1; i < _isUsed.Length; i++)
        {
            if (_isUsed[i])
            {
                AddPrivate((long*)_private[i - 1].Pointer);
            }
        }
    }

    [SkipLocalsInit]
    public void Run(int block)
    {
        var borrowed = Borrow();
        var histogram = borrowed == 0 ? _target : (long*)_private[borrowed - 1].Pointer;
        if (!_isUsed[borrowed])
        {
            _isUsed[borrowed] = true;
            Clear(histogram);
        }

        var end = (int)((long)_count * (block + 1) / _runs);
        var ordered = stackalloc long[RowsInCache];
        for (var start = (int)((long)_count * block / _runs); start < end; start += RowsInCache)
        {
            var count = Math.Min(RowsInCache, end - start);
            HistogramKernel.Gather(_rows + start, count, _words, _groups.Length > 0 ? _data.Group(_groups[0].Index) : default, ordered);
            for (var group = 0; group < _groups.Length; group++)
            {
                Add(group, _rows + start, count, ordered, histogram);
            }

            AddWide(new ReadOnlySpan<int>(_rows + start, count), new ReadOnlySpan<long>(ordered, count), histogram);
        }

        lock (_gate)
        {
            _free.Push(borrowed);
        }
    }

    public void Dispose()
    {
        foreach (var memory in _private)
        {
            memory.Dispose();
        }
    }

    // A run must be worth a claim, and the addition of a borrowed histogram.
    int RunsToShare(int count)
    {
        var least = Math.Max(LeastRowsPerRun, LeastCellsPerRun / _columns.Length);
        return _crew.ThreadCount == 1 ? 1 : Math.Clamp(count / least, 1, MostRunsPerThread * _crew.ThreadCount);
    }

    // At most as many threads work at a time as there are histograms; 0 is the target itself and the first to go.
    int Borrow()
    {
        lock (_gate)
        {
            return _free.Pop();
        }
    }

    void Add(int at, int* rows, int count, long* words, long* histogram)
    {
        var group = _groups[at];
        var (cells, next) = (_data.Group(group.Index), _data.Group(_groups[Math.Min(at + 1, _groups.Length - 1)].Index));
        fixed (int* offsets = group.Offsets, shifts = group.Shifts)
        {
            if (group.Offsets.Length == 8)
            {
                HistogramKernel.AddEight(rows, count, words, cells, next, histogram, offsets);
                return;
            }

            var (first, rest) = (0, group.Offsets.Length);
            if (rest >= 4)
            {
                HistogramKernel.AddFour(rows, count, words, cells, next, histogram, offsets, shifts);
                (first, rest) = (4, rest - 4);
            }

            if (rest >= 2)
            {
                HistogramKernel.AddTwo(rows, count, words, cells, next, histogram, offsets + first, shifts + first);
                (first, rest) = (first + 2, rest - 2);
            }

            if (rest > 0)
            {
                HistogramKernel.AddSome(rows, count, words, cells, next, histogram, offsets + first, shifts + first, rest);
            }
        }
    }

    void AddWide(ReadOnlySpan<int> rows, ReadOnlySpan<long> words, long* histogram)
    {
        for (var i = 0; i + 1 < _wideColumns.Length; i += 2)
        {
            var (column, other) = (_wideColumns[i], _wideColumns[i + 1]);
            WideHistogram.AddTwo(
                rows, words, _data.WideColumn(column), _data.WideColumn(other), BinsOf(histogram, column), BinsOf(histogram, other));
        }

        if (_wideColumns.Length % 2 == 1)
        {
            WideHistogram.Add(rows, words, _data.WideColumn(_wideColumns[^1]), BinsOf(histogram, _wideColumns[^1]));
        }
    }

    Span<long> BinsOf(long* histogram, int column) => new(histogram + _layout.Offsets[column], _data.MapperOf(column).BinCount);

    void Clear(long* histogram)
    {
        foreach (var column in _columns)
        {
            BinsOf(histogram, column).Clear();
        }
    }

    void AddPrivate(long* source)
    {
        foreach (var column in _columns)
        {
            var offset = _layout.Offsets[column];
            HistogramSums.Add(_target + offset, source + offset, _data.MapperOf(column).BinCount);
        }
    }
}
