using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Draws the examples and the columns of each tree.</summary>
sealed class TreeSampler
{
    readonly BoostedTreeOptions _options;
    readonly int[] _rows, _allColumns;
    readonly int[] _in, _out;
    int _inCount, _outCount;

    public TreeSampler(BoostedTreeOptions options, int[] rows, int columnCount)
    {
        (_options, _rows) = (options, rows);
        _allColumns = [.. Enumerable.Range(0, columnCount)];
        Columns = _allColumns;
        var samplesRows = options.ExampleFraction < 1;
        (_in, _out) = samplesRows ? (new int[rows.Length], new int[rows.Length]) : (rows, []);
        _inCount = rows.Length;
    }

    /// <summary>True when two draws can differ.</summary>
    public bool Samples => _options.ExampleFraction < 1 || _options.FeatureFraction < 1;

    /// <summary>Examples that the tree sees, in the order of the training rows.</summary>
    public ReadOnlySpan<int> Examples => _in.AsSpan(0, _inCount);

    /// <summary>Training examples that the tree does not see.</summary>
    public ReadOnlyMemory<int> LeftOut => _out.AsMemory(0, _outCount);

    /// <summary>Columns that the tree sees, ascending.</summary>
    public int[] Columns { get; private set; }

    /// <summary>Makes the draw of one tree.</summary>
    public void Draw(int draw)
    {
        if (_options.FeatureFraction < 1)
        {
            Columns = DrawColumns(CounterRandom.Key(_options.Seed, draw, RandomPurpose.Features));
        }

        if (CounterRandom.BoundFor(_options.ExampleFraction) is { } bound)
        {
            DrawExamples(CounterRandom.Key(_options.Seed, draw, RandomPurpose.Examples), bound);
        }
    }

    int[] DrawColumns(uint key)
    {
        var count = Math.Max(1, (int)Math.Round(_options.FeatureFraction * _allColumns.Length));
        return
        [
            .. _allColumns.OrderBy(column => CounterRandom.Bits(key, (uint)column)).ThenBy(column => column).Take(count).Order(),
        ];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void DrawExamples(uint key, uint bound)
    {
        (_inCount, _outCount) = (0, 0);
        foreach (var row in _rows)
        {
            var isIn = CounterRandom.Bits(key, (uint)row) < bound ? 1 : 0;
            _in[_inCount] = row;
            _out[_outCount] = row;
            _inCount += isIn;
            _outCount += 1 - isIn;
        }

        // A draw of few may come out empty; a tree needs one to stand on.
        if (_inCount == 0)
        {
            (_in[0], _inCount) = (_rows[0], 1);
            _rows.AsSpan(1).CopyTo(_out);
            _outCount = _rows.Length - 1;
        }
    }
}
