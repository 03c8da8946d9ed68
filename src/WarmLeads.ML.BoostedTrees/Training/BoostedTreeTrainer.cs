using System.Collections;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Fits boosted trees to log-loss or another <see cref="Objective"/>.</summary>
/// <remarks>
/// Histogram gradient boosting, leaf by leaf. The same data, options and seed give the same model, byte for byte, on any
/// number of threads and any processor. A trainer has no state: any number of fits may run at a time.
/// Sources: Friedman 2001; Ke et al. 2017, "LightGBM"; Shi et al. 2022 for the integer histograms.
/// </remarks>
public sealed class BoostedTreeTrainer
{
    readonly BoostedTreeOptions _options;
    readonly TimeProvider? _clock;

    /// <summary>Takes the options.</summary>
    /// <param name="options">How to fit.</param>
    /// <param name="clock">Measures the time left for <see cref="TrainingProgress"/>; null = it is not told. No model depends on it.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the sentence names it.</exception>
    public BoostedTreeTrainer(BoostedTreeOptions options, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_options, _clock) = (options, clock);
    }

    /// <summary>Fits a model to examples.</summary>
    /// <param name="train">The examples to learn from.</param>
    /// <param name="validation">Examples that only judge: when to stop, and which number of trees is best.</param>
    /// <param name="progress">Told after every tree.</param>
    /// <param name="stop">Stops the fit within milliseconds; nothing is left of it.</param>
    /// <exception cref="ArgumentException">There is no example with a positive weight, a label does not fit the objective, or early stopping has nothing to judge by.</exception>
    /// <exception cref="InvalidOperationException">The memory cannot be had; nothing was begun.</exception>
    /// <exception cref="OperationCanceledException">The fit was stopped.</exception>
    public BoostedTreeModel Fit(
        Dataset train, Dataset? validation = null, IProgress<TrainingProgress>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        using var binned = Bin(train, validation, stop);
        int[] rows = [.. Enumerable.Range(0, binned.RowCount)];
        return Fit(binned, rows.AsSpan(0, train.RowCount), rows.AsSpan(train.RowCount), progress, stop).Model;
    }

    /// <summary>Fits a model to some rows of a binned data set, which other fits may use at the same time.</summary>
    /// <param name="data">The binned examples.</param>
    /// <param name="trainRows">Rows to learn from, each named once.</param>
    /// <param name="validationRows">Rows that only judge, each named once; none of the training rows.</param>
    /// <param name="progress">Told after every tree.</param>
    /// <param name="stop">Stops the fit within milliseconds; nothing is left of it.</param>
    /// <exception cref="ArgumentException">
    /// A row does not exist or is named twice, no training row has a positive weight, a label does not fit the objective, or early
    /// stopping has nothing to judge by.
    /// </exception>
    /// <exception cref="InvalidOperationException">The memory cannot be had; nothing was begun.</exception>
    /// <exception cref="OperationCanceledException">The fit was stopped.</exception>
    public FitResult Fit(
        BinnedDataset data, ReadOnlySpan<int> trainRows, ReadOnlySpan<int> validationRows = default,
        IProgress<TrainingProgress>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var train = WeighedRows(data, trainRows);
        var validation = WeighedRows(data, validationRows);
        CheckOnce(data.RowCount, trainRows, validationRows);
        if (train.Length == 0)
        {
            throw new ArgumentException("No training example has a weight above 0; pass at least one.");
        }

        if (_options.EarlyStoppingRounds > 0 && validation.Length == 0)
        {
            throw new ArgumentException(
                "Early stopping needs validation examples with a weight above 0; pass some, or set EarlyStoppingRounds to 0.");
        }

        FitMemory.NeedOf(data.RowCount, train.Length, new HistogramLayout(data).WordCount, _options).Check(_options.MaximumMemoryBytes);
        using var crew = new WorkCrew(IsSmall(train.Length, data.FeatureOfColumn.Length) ? 1 : _options.NumberOfThreads, stop);
        using var run = new BoostingRun(data, _options, train, validation, validationRows.ToArray(), crew);
        return run.Fit(progress, _clock);
    }

    /// <summary>Finds the best number of trees on the validation examples, then fits that many to all examples.</summary>
    /// <remarks>As many trees as were best, not more, though there are more examples now. Bins are placed by the training examples.</remarks>
    /// <param name="train">Examples to learn from.</param>
    /// <param name="validation">Examples that first judge and then are learned from, too.</param>
    /// <param name="progress">Told after every tree of both fits.</param>
    /// <param name="stop">Stops the fits.</param>
    /// <exception cref="ArgumentException">As for a fit; or <see cref="BoostedTreeOptions.EarlyStoppingRounds"/> is 0.</exception>
    /// <exception cref="OperationCanceledException">The fits were stopped.</exception>
    public BoostedTreeModel FitThenRefit(
        Dataset train, Dataset validation, IProgress<TrainingProgress>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        using var binned = Bin(train, validation, stop);
        int[] rows = [.. Enumerable.Range(0, binned.RowCount)];
        return FitThenRefit(binned, rows.AsSpan(0, train.RowCount), rows.AsSpan(train.RowCount), progress, stop).Model;
    }

    /// <summary>The same on rows of a binned data set.</summary>
    /// <returns>The model of all rows; iteration, scores and losses are those of the first fit, which did not see the validation rows.</returns>
    /// <inheritdoc cref="Fit(BinnedDataset, ReadOnlySpan{int}, ReadOnlySpan{int}, IProgress{TrainingProgress}, CancellationToken)"/>
    public FitResult FitThenRefit(
        BinnedDataset data, ReadOnlySpan<int> trainRows, ReadOnlySpan<int> validationRows,
        IProgress<TrainingProgress>? progress = null, CancellationToken stop = default)
    {
        if (_options.EarlyStoppingRounds == 0)
        {
            throw new ArgumentException("Refitting needs the best number of trees; set EarlyStoppingRounds above 0, or call Fit with all rows.");
        }

        var found = Fit(data, trainRows, validationRows, progress, stop);
        var refit = new BoostedTreeTrainer(_options with { NumberOfTrees = found.BestIteration, EarlyStoppingRounds = 0 }, _clock);
        return found with { Model = refit.Fit(data, [.. trainRows, .. validationRows], default, progress, stop).Model };
    }

    // The rows of the validation part follow those of the training part.
    BinnedDataset Bin(Dataset train, Dataset? validation, CancellationToken stop)
    {
        FitMemory.NeedOf(train, validation, _options).Check(_options.MaximumMemoryBytes);
        return BinnedDataset.Create(train, held: validation, _options.BinLimits, _options.Seed, _options.NumberOfThreads, stop);
    }

    // So little work per step that waking a helper costs more than it brings.
    static bool IsSmall(int rowCount, int columnCount) => rowCount < 16_384 && (long)rowCount * columnCount < 1_000_000;

    static int[] WeighedRows(BinnedDataset data, ReadOnlySpan<int> rows)
    {
        var kept = new int[CountWeighed(data, rows)];
        var count = 0;
        foreach (var row in rows)
        {
            if (HasWeight(data, row))
            {
                kept[count++] = row;
            }
        }

        return kept;
    }

    static int CountWeighed(BinnedDataset data, ReadOnlySpan<int> rows)
    {
        var count = 0;
        foreach (var row in rows)
        {
            if ((uint)row >= (uint)data.RowCount)
            {
                throw new ArgumentException($"Row {row} does not exist; the binned data has rows 0 to {data.RowCount - 1}.");
            }

            count += HasWeight(data, row) ? 1 : 0;
        }

        return count;
    }

    // A row that is named twice would take each tree's step twice.
    static void CheckOnce(int rowCount, ReadOnlySpan<int> trainRows, ReadOnlySpan<int> validationRows)
    {
        var named = new BitArray(rowCount);
        foreach (var row in trainRows)
        {
            if (named[row])
            {
                throw new ArgumentException($"Row {row} is named twice among the training rows; name each once, and let its weight say how much it counts.");
            }

            named[row] = true;
        }

        foreach (var row in validationRows)
        {
            if (named[row])
            {
                throw new ArgumentException($"Row {row} is named again among the validation rows; a row learns or judges, and is named once.");
            }

            named[row] = true;
        }
    }

    static bool HasWeight(BinnedDataset data, int row) => data.Weights is null || data.Weights[row] > 0;
}
