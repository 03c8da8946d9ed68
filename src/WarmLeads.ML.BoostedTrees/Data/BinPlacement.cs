using System.Buffers;
using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Decides where the bins of each feature end; one block of work is one feature.</summary>
sealed class BinPlacement : IBlockWork
{
    const int SampleSize = 200_000, MinimumRowsPerBin = 3, CopyLength = 4096;

    readonly Dataset _data;
    readonly BinLimits _limits;
    readonly int[]? _sample;

    public BinPlacement(Dataset data, BinLimits limits, ulong seed)
    {
        (_data, _limits) = (data, limits);
        _sample = Sample(data.RowCount, seed);
        Mappers = new BinMapper[data.Schema.Count];
    }

    /// <summary>One per feature, complete when all blocks are done.</summary>
    public BinMapper[] Mappers { get; }

    /// <summary>Bytes that a thread needs while it places the bins of a feature.</summary>
    /// <param name="rowCount">Examples.</param>
    /// <param name="categoryCount">The largest number of codes of a feature.</param>
    public static long ScratchBytes(long rowCount, int categoryCount) => Math.Max(
        Math.Min(rowCount, SampleSize) * (sizeof(double) + sizeof(double) + sizeof(int) + sizeof(int)),
        (2L * sizeof(long) * categoryCount) + (2L * sizeof(int) * Math.Min(rowCount, categoryCount)));

    public void Run(int block)
    {
        Mappers[block] = _data.Schema[block].Kind == FeatureKind.Categorical
            ? BinMapper.ForCategories(CountCodes(block, out var otherKinds), otherKinds, _limits)
            : PlaceNumbers(block);
    }

    // Rows from the whole length of the data, for lead data is sorted by time; null = all of them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int[]? Sample(int rowCount, ulong seed)
    {
        if (rowCount <= SampleSize)
        {
            return null;
        }

        var key = CounterRandom.Key(seed, 0, RandomPurpose.Binning);
        var bound = CounterRandom.BoundFor((double)SampleSize / rowCount);
        return [.. Enumerable.Range(0, rowCount).Where(row => CounterRandom.Bits(key, (uint)row) < bound)];
    }

    BinMapper PlaceNumbers(int feature)
    {
        var count = _sample?.Length ?? _data.RowCount;
        var rented = ArrayPool<double>.Shared.Rent(count);
        var values = rented.AsSpan(0, count);
        if (_sample is null)
        {
            _data.CopyColumn(feature, 0, count, values);
        }
        else
        {
            _data.CopyRows(feature, _sample, values);
        }

        var mapper = BinMapper.ForNumbers(values, _limits.MaximumBinCount, MinimumRowsPerBin);
        ArrayPool<double>.Shared.Return(rented);
        return mapper;
    }

    // All rows count here: a code that the sample missed would lose its bin.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    long[] CountCodes(int feature, out int otherKinds)
    {
        var (missing, beyond) = (0, 0);
        var counts = new long[_data.Schema[feature].CategoryCount];
        Span<double> values = stackalloc double[CopyLength];
        for (var start = 0; start < _data.RowCount; start += CopyLength)
        {
            var part = values[..Math.Min(CopyLength, _data.RowCount - start)];
            _data.CopyColumn(feature, start, part.Length, part);
            foreach (var value in part)
            {
                if (value >= 0 && value < counts.Length)
                {
                    counts[(int)value]++;
                }
                else if (value >= 0)
                {
                    beyond = 1;
                }
                else
                {
                    missing = 1;
                }
            }
        }

        otherKinds = missing + beyond;
        return counts;
    }
}
