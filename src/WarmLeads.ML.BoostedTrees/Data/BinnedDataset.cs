namespace WarmLeads.ML.BoostedTrees;

/// <summary>Examples as bins, one byte a cell or two: binned once, then read by any number of fits at a time.</summary>
/// <remarks>
/// Shapes: n examples; c columns, one per feature that is not constant. The columns lie in groups of eight, and each group
/// is row-major: one read brings eight bins to the histograms, and parting rows by one column walks an eighth of a full
/// row, so neither needs a copy of its own. The last group is 1, 2, 4 or 8 bytes wide. Columns of categories that a byte
/// cannot tell apart come after all others, each by itself, two bytes a cell.
/// Disposing it while a fit runs is an error of the caller.
/// </remarks>
public sealed unsafe class BinnedDataset : IDisposable
{
    // One read of eight bins may begin in the last byte.
    const int ReadBehind = 8;

    readonly AlignedMemory _memory;
    readonly AlignedMemory? _wideMemory;
    readonly BinMapper[] _mappers;

    internal BinnedDataset(FeatureSchema schema, BinMapper[] mappers, float[] labels, float[]? weights)
    {
        Schema = schema;
        _mappers = mappers;
        (RowCount, Labels, Weights) = (labels.Length, labels, weights);
        FeatureOfColumn = [.. Enumerable.Range(0, schema.Count).Where(i => !mappers[i].IsConstant).OrderBy(i => mappers[i].Wide is not null)];
        ByteColumnCount = FeatureOfColumn.Count(feature => mappers[feature].Wide is null);
        var purpose = PurposeOf(RowCount, FeatureOfColumn.Length);
        _memory = new AlignedMemory((RowCount * BytesPerRow(ByteColumnCount)) + ReadBehind, purpose);
        var wideCount = FeatureOfColumn.Length - ByteColumnCount;
        try
        {
            _wideMemory = wideCount == 0 ? null : new AlignedMemory(sizeof(ushort) * (long)RowCount * wideCount, purpose);
        }
        catch
        {
            _memory.Dispose();
            throw;
        }
    }

    /// <summary>Number of examples, n.</summary>
    public int RowCount { get; }

    /// <summary>The features of the examples.</summary>
    public FeatureSchema Schema { get; }

    /// <summary>The feature of each column, shape [c], wide ones last; features with a single value have no column.</summary>
    internal int[] FeatureOfColumn { get; }

    /// <summary>Columns of one byte a cell; those behind them are wide.</summary>
    internal int ByteColumnCount { get; }

    /// <summary>Shape [n].</summary>
    internal float[] Labels { get; }

    /// <summary>Shape [n]; null = all 1.</summary>
    internal float[]? Weights { get; }

    /// <summary>Shape [n]; null = all 0.</summary>
    internal double[]? InitialScores { get; init; }

    /// <summary>Shape [n], in days; null = not known.</summary>
    internal float[]? FollowUpDays { get; init; }

    /// <summary>Places the bins and sorts every value into its bin.</summary>
    /// <param name="data">The examples; only labels and weights are kept from them.</param>
    /// <param name="maximumBinCountPerFeature">Bins of a feature at most, 2..254; "missing" is not counted. Wide categories may have more.</param>
    /// <param name="seed">Chooses the rows that place the bins when there are more than 200,000.</param>
    /// <param name="numberOfThreads">Threads to use, 0 = one per processor. The result does not depend on it.</param>
    /// <param name="maximumMemoryBytes">Bytes that it may take, 0 = what the machine or the container has.</param>
    /// <param name="maximumCategoryCountPerFeature">
    /// Categories that a feature keeps apart, 1..65,533, the most frequent ones; all others are "other". A feature with more of
    /// them than bins takes two bytes an example.
    /// </param>
    /// <param name="minimumExampleCountPerCategory">Examples below which a category of such a feature is "other", 0 or more.</param>
    /// <param name="stop">Stops the work within milliseconds; nothing is left of it.</param>
    /// <exception cref="ArgumentException">There is no example, or an argument is out of range.</exception>
    /// <exception cref="InvalidOperationException">The bins do not fit into memory; nothing was begun.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static BinnedDataset Create(
        Dataset data, int maximumBinCountPerFeature = BinMapper.MaximumValueBinCount, ulong seed = 0, int numberOfThreads = 0,
        long maximumMemoryBytes = 0, int maximumCategoryCountPerFeature = BinLimits.MostCategories, int minimumExampleCountPerCategory = 10,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumBinCountPerFeature, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumBinCountPerFeature, BinMapper.MaximumValueBinCount);
        ArgumentOutOfRangeException.ThrowIfNegative(maximumMemoryBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(numberOfThreads);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumCategoryCountPerFeature, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumCategoryCountPerFeature, BinLimits.MostCategories);
        ArgumentOutOfRangeException.ThrowIfNegative(minimumExampleCountPerCategory);
        var limits = new BinLimits(maximumBinCountPerFeature, maximumCategoryCountPerFeature, minimumExampleCountPerCategory);
        NeedOf(data.RowCount, data.Schema, numberOfThreads, limits).Check(maximumMemoryBytes);
        return Create(data, held: null, limits, seed, numberOfThreads, stop);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _memory.Dispose();
        _wideMemory?.Dispose();
    }

    /// <summary>What binning takes, if no feature proves constant and all that may be wide are.</summary>
    internal static MemoryNeed NeedOf(long rowCount, FeatureSchema schema, int numberOfThreads, BinLimits limits)
    {
        var wideCount = schema.Count(feature => limits.MayBeWide(feature, rowCount));
        var tables = schema.Sum(feature => (long)feature.CategoryCount * (limits.MayBeWide(feature, rowCount) ? sizeof(ushort) : sizeof(byte)));
        var mostCodes = schema.Select(feature => feature.CategoryCount).DefaultIfEmpty().Max();
        return new(
            ((double)rowCount * (BytesPerRow(schema.Count) + (sizeof(ushort) * wideCount))) + tables
            + (WorkCrew.Resolve(numberOfThreads) * (double)BinPlacement.ScratchBytes(rowCount, mostCodes)),
            PurposeOf(rowCount, schema.Count));
    }

    /// <summary>Bins the examples, and behind them the held-out ones, which have no say in where the bins end.</summary>
    internal static BinnedDataset Create(
        Dataset data, Dataset? held, BinLimits limits, ulong seed, int numberOfThreads, CancellationToken stop)
    {
        if (data.RowCount == 0)
        {
            throw new ArgumentException("There is no example; pass at least one.");
        }

        if (held is not null && !held.Schema.HasSameFeatures(data.Schema))
        {
            throw new ArgumentException("The validation examples have other features than the training examples; use one schema for both.");
        }

        using var crew = new WorkCrew(numberOfThreads, stop);
        var placing = new BinPlacement(data, limits, seed);
        crew.Run(placing, data.Schema.Count);
        var labels = held is null ? data.Labels : [.. data.Labels, .. held.Labels];
        var weights = held is null ? data.Weights : JoinWeights(data, held);
        var binned = new BinnedDataset(data.Schema, placing.Mappers, labels, weights)
        {
            InitialScores = held is null ? data.InitialScores : Join(data.InitialScores, held.InitialScores, "initial scores"),
            FollowUpDays = held is null ? data.FollowUpDays : Join(data.FollowUpDays, held.FollowUpDays, "follow-up"),
        };
        try
        {
            new BinFilling(data, binned, firstRow: 0).Run(crew);
            if (held is not null)
            {
                new BinFilling(held, binned, firstRow: data.RowCount).Run(crew);
            }
        }
        catch
        {
            binned.Dispose();
            throw;
        }

        return binned;
    }

    /// <summary>The bins of one column that is not wide.</summary>
    internal ColumnCells Column(int column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, ByteColumnCount);
        return Group(column / 8).Column(column % 8);
    }

    /// <summary>True when a cell of the column takes two bytes.</summary>
    internal bool IsWide(int column) => column >= ByteColumnCount;

    /// <summary>The bins of a wide column, shape [n].</summary>
    internal Span<ushort> WideColumn(int column)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(column, ByteColumnCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, FeatureOfColumn.Length);
        ObjectDisposedException.ThrowIf(_wideMemory!.IsClosed, this);
        return new Span<ushort>((ushort*)_wideMemory.Pointer + ((nint)(column - ByteColumnCount) * RowCount), RowCount);
    }

    /// <summary>The bin of an example in any column.</summary>
    internal int BinOf(int column, int row) => IsWide(column) ? WideColumn(column)[row] : Column(column)[row];

    /// <summary>The bins of columns 8 group to 8 group + 7.</summary>
    internal GroupCells Group(int group)
    {
        ObjectDisposedException.ThrowIf(_memory.IsClosed, this);
        var shift = ShiftFor(Math.Min(8, ByteColumnCount - (group * 8)));
        return new GroupCells(_memory.Pointer + ((nint)group * 8 * RowCount), shift);
    }

    /// <summary>The bins of a column's feature.</summary>
    internal BinMapper MapperOf(int column) => _mappers[FeatureOfColumn[column]];

    static string PurposeOf(long rowCount, int featureCount) => $"The bins of {rowCount} rows and {featureCount} features";

    static long BytesPerRow(int columnCount) => (columnCount / 8 * 8) + (columnCount % 8 == 0 ? 0 : 1 << ShiftFor(columnCount % 8));

    static int ShiftFor(int columnCount) => columnCount > 4 ? 3 : columnCount > 2 ? 2 : columnCount - 1;

    static T[]? Join<T>(T[]? data, T[]? held, string what)
    {
        if (data is null != held is null)
        {
            throw new ArgumentException(
                $"The {(data is null ? "validation" : "training")} examples alone have {what}; give {what} to the training and the validation examples, or to neither.");
        }

        return data is null ? null : [.. data, .. held!];
    }

    static float[]? JoinWeights(Dataset data, Dataset held) =>
        data.Weights is null && held.Weights is null ? null : [.. WeightsOf(data), .. WeightsOf(held)];

    static float[] WeightsOf(Dataset data)
    {
        if (data.Weights is not null)
        {
            return data.Weights;
        }

        var ones = new float[data.RowCount];
        Array.Fill(ones, 1);
        return ones;
    }
}
