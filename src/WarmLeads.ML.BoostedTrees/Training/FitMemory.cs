namespace WarmLeads.ML.BoostedTrees;

/// <summary>What a fit takes beside the binned examples.</summary>
static class FitMemory
{
    // Of each example: its packed gradient, score and mean.
    const int BytesPerRow = 3 * sizeof(double);

    // Of each example with a hazard: its exposure, log-rate and label, and its place in the list of those used.
    const int HazardBytesPerRow = (2 * sizeof(double)) + sizeof(float) + sizeof(int);

    // Of each training example: its place in the list of rows, and two in the partition.
    const int BytesPerTrainingRow = 3 * sizeof(int);

    /// <summary>What binning and fitting take together, before a bin is placed.</summary>
    public static MemoryNeed NeedOf(Dataset train, Dataset? validation, BoostedTreeOptions options)
    {
        var (rowCount, schema, limits) = ((long)train.RowCount + (validation?.RowCount ?? 0), train.Schema, options.BinLimits);
        var binning = BinnedDataset.NeedOf(rowCount, schema, options.NumberOfThreads, limits);
        var fit = NeedOf(rowCount, train.RowCount, schema.Sum(feature => (long)limits.MostBins(feature, rowCount)), options);
        return new MemoryNeed(
            binning.Bytes + JoinedBytes(train, validation) + fit.Bytes,
            $"Binning {rowCount} rows of {schema.Count} features and a fit to them with {options.NumberOfLeaves} leaves a tree would");
    }

    /// <summary>What a fit takes beside the bins.</summary>
    /// <param name="rowCount">Examples that are binned.</param>
    /// <param name="trainCount">Those to learn from.</param>
    /// <param name="wordCount">Bins of all columns.</param>
    /// <param name="options">Validated options.</param>
    public static MemoryNeed NeedOf(long rowCount, long trainCount, long wordCount, BoostedTreeOptions options)
    {
        var samples = options.ExampleFraction < 1 ? 3 * sizeof(int) : 0;
        var perRow = BytesPerRow + sizeof(int) + (options.Objective == Objective.Hazard ? HazardBytesPerRow : 0);
        var histograms = HistogramPool.MostBytes(wordCount, options.NumberOfLeaves + 1)
            + ((WorkCrew.Resolve(options.NumberOfThreads) - 1) * wordCount * (double)sizeof(long));
        return new MemoryNeed(
            ((double)rowCount * perRow) + ((double)trainCount * (BytesPerTrainingRow + samples)) + histograms,
            $"A fit to {trainCount} rows with {options.NumberOfLeaves} leaves a tree would");
    }

    // Labels, weights, initial scores and follow-up are copied to stand in one row; of training examples alone they are the caller's own.
    static double JoinedBytes(Dataset train, Dataset? validation)
    {
        var weights = train.Weights is null && validation?.Weights is null ? 0 : sizeof(float);
        var scores = train.InitialScores is null ? 0 : sizeof(double);
        var followUp = train.FollowUpDays is null ? 0 : sizeof(float);
        return validation is null ? 0 : ((double)train.RowCount + validation.RowCount) * (sizeof(float) + weights + scores + followUp);
    }
}
