using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Training;

/// <summary>The binned examples of each fold's fit, and what is counted of wide columns without that fold.</summary>
/// <remarks>
/// Where nothing is counted, all folds share one set of bins. Else each has its own: the held-out fold counts nowhere, the
/// others are cross-fitted among themselves, so no outcome that judges a fit ever enters a statistic that it is judged on.
/// </remarks>
sealed class FoldBins : IDisposable
{
    const int CountingFolds = 5;

    readonly int[] _folds;
    readonly BinnedDataset[] _bins;
    readonly TargetEncoder[] _encoders;

    FoldBins(TargetEncoding encoding, int[] folds, BinnedDataset[] bins, TargetEncoder[] encoders) =>
        (Encoding, _folds, _bins, _encoders) = (encoding, folds, bins, encoders);

    /// <summary>The statistics of all rows.</summary>
    public TargetEncoding Encoding { get; }

    /// <summary>Decides what is counted and bins the rows for each fold.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="folds">Fold of each row, shape [rows].</param>
    /// <param name="foldCount">Folds.</param>
    /// <param name="options">Seed and threads.</param>
    /// <param name="stop">Stops the work.</param>
    public static FoldBins Create(TrainingTable table, int[] folds, int foldCount, TrainingOptions options, CancellationToken stop)
    {
        var data = Dataset.FromColumns(table.Features(), table.Columns, table.FollowUp?.Events ?? table.Labels, table.Weights);
        if (table.FollowUp is { } followed)
            data = data.WithFollowUp(followed.Days);
        var counting = new TargetEncodingOptions { Seed = options.Seed };

        // Snapshots of one lead would vouch for its campaign as of moments when its outcome was not known yet.
        var statistics = table.Groups is null ? new CategoryScreen(counting).Choose(data, stop: stop) : [];
        var encoding = new TargetEncoding(data, statistics, counting);
        if (statistics.Count == 0)
        {
            var shared = BinnedDataset.Create(data, seed: options.Seed, numberOfThreads: options.NumberOfThreads, stop: stop);
            var none = TargetEncoder.None(data.Schema);
            return new FoldBins(encoding, folds, [.. Enumerable.Repeat(shared, foldCount)], [.. Enumerable.Repeat(none, foldCount)]);
        }

        // Dealt blindly: folds that followed the labels would move with those of the held-out rows.
        var counted = Folds.Assign(new float[table.RowCount], table.Groups, CountingFolds, options.Seed + 3);
        var bins = new BinnedDataset[foldCount];
        var encoders = new TargetEncoder[foldCount];
        for (var fold = 0; fold < foldCount; fold++)
        {
            int[] without = [.. folds.Select((own, row) => own == fold ? -1 : counted[row])];
            encoders[fold] = encoding.Freeze(without);
            bins[fold] = BinnedDataset.Create(
                encoding.CrossFit(without), seed: options.Seed, numberOfThreads: options.NumberOfThreads, stop: stop);
        }

        return new FoldBins(encoding, folds, bins, encoders);
    }

    /// <summary>All rows as the fit without a fold sees them.</summary>
    public BinnedDataset Without(int fold) => _bins[fold];

    /// <summary>For each row, what is counted without its fold.</summary>
    public OutOfFoldEncoder OutOfFold() => new(_encoders, _folds);

    public void Dispose()
    {
        foreach (var bins in _bins)
            bins.Dispose();
    }
}
