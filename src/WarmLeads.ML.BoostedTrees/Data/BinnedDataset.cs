namespace WarmLeads.ML.BoostedTrees;

/// <summary>Examples as bins, one byte a cell: binned once, then read by any number of fits at a time.</summary>
/// <remarks>
/// Shapes: n examples; c columns, one per feature that is not constant. The columns lie in groups of eight, and each group
/// is row-major: one read brings eight bins to the histograms, and parting rows by one column walks an eighth of a full
/// row, so neither needs a copy of its own. The last group is 1, 2, 4 or 8 bytes wide.
/// Disposing it while a fit runs is an error of the caller.
/// </remarks>
public sealed unsafe class BinnedDataset : IDisposable
{
    // One read of eight bins may begin in the last byte.
    const int ReadBehind = 8;

    readonly AlignedMemory _memory;
    readonly BinMapper[] _mappers;

    internal BinnedDataset(FeatureSchema schema, BinMapper[] mappers, float[] labels, float[]? weights)
    {
        Schema = schema;
        _mappers = mappers;
        (RowCount, Labels, Weights) = (labels.Length, labels, weights);
        FeatureOfColumn = [.. Enumerable.Range(0, schema.Count).Where(i => !mappers[i].IsConstant)];
        var purpose = PurposeOf(RowCount, FeatureOfColumn.Length);
        _memory = new AlignedMemory((RowCount * BytesPerRow(FeatureOfColumn.Length)) + ReadBehind, purpose);
    }

    /// <summary>Number of examples, n.</summary>
    public int RowCount { get; }

    /// <summary>The features of the examples.</summary>
    public FeatureSchema Schema { get; }

    /// <summary>The feature of each column, shape [c]; features with a single value have no column.</summary>
    internal int[] FeatureOfColumn { get; }

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
    /// <param name="maximumBinCountPerFeature">Bins of a feature at most, 2..254; "missing" is not counted.</param>
    /// <param name="seed">Chooses the rows that place the bins when there are more than 200,000.</param>
    /// <param name="numberOfThreads">Threads to use, 0 = one per processor. The result does not depend on it.</param>
    /// <param name="maximumMemoryBytes">Bytes that it may take, 0 = what the machine or the container has.</param>
    /// <param name="stop">Stops the work within milliseconds; nothing is left of it.</param>
    /// <exception cref="ArgumentException">There is no example, or an argument is out of range.</exception>
    /// <exception cref="InvalidOperationException">The bins do not fit into memory; nothing was begun.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static BinnedDataset Create(
        Dataset data, int maximumBinCountPerFeature = BinMapper.MaximumValueBinCount, ulong seed = 0, int numberOfThreads = 0,
        long maximumMemoryBytes = 0, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegative(maximumMemoryBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(numberOfThreads);
        NeedOf(data.RowCount, data.Schema.Count, numberOfThreads).Check(maximumMemoryBytes);
        return Create(data, held: null, maximumBinCountPerFeature, seed, numberOfThreads, stop);
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    /// <summary>What binning takes, if no feature proves constant.</summary>
    internal static MemoryNeed NeedOf(long rowCount, int featureCount, int numberOfThreads) => new(
        ((double)rowCount * BytesPerRow(featureCount)) + (WorkCrew.Resolve(numberOfThreads) * BinPlacement.ScratchBytes(rowCount)),
        PurposeOf(rowCount, featureCount));

    /// <summary>Bins the examples, and behind them the held-out ones, which have no say in where the bins end.</summary>
    internal static BinnedDataset Create(
        Dataset data, Dataset? held, int maximumBinCount, ulong seed, int numberOfThreads, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumBinCount, 2, nameof(maximumBinCount));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumBinCount, BinMapper.MaximumValueBinCount, nameof(maximumBinCount));
        ArgumentOutOfRangeException.ThrowIfNegative(numberOfThreads);
        if (data.RowCount == 0)
        {
            throw new ArgumentException("There is no example; pass at least one.");
        }

        if (held is not null && !held.Schema.HasSameFeatures(data.Schema))
        {
            throw new ArgumentException("The validation examples have other features than the training examples; use one schema for both.");
        }

        using var crew = new WorkCrew(numberOfThreads, stop);
        var placing = new BinPlacement(data, maximumBinCount, seed);
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

    /// <summary>The bins of one column.</summary>
    internal ColumnCells Column(int column) => Group(column / 8).Column(column % 8);

    /// <summary>The bins of columns 8 group to 8 group + 7.</summary>
    internal GroupCells Group(int group)
    {
        ObjectDisposedException.ThrowIf(_memory.IsClosed, this);
        var shift = ShiftFor(Math.Min(8, FeatureOfColumn.Length - (group * 8)));
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
