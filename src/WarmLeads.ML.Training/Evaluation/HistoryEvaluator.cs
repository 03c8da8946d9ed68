using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Judges the whole pipeline on a history forward in time, at several cut-offs, beside its baselines.</summary>
/// <param name="options">Seed, threads, budget and clock.</param>
/// <param name="scorer">Builds features, as serving does.</param>
public sealed class HistoryEvaluator(TrainingOptions options, LeadScorer scorer)
{
    /// <summary>Judges.</summary>
    /// <param name="histories">The histories; read twice, one lead in memory at a time: first for what can be measured of them.</param>
    /// <param name="how">How examples are taken, and where the test period starts.</param>
    /// <param name="evaluation">Cut-offs, segments and draws.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="stop">Stops between leads and trees.</param>
    /// <exception cref="InvalidDataException">There are too few outcomes, or no attribute of the segment's name.</exception>
    public async Task<HistoryEvaluation> EvaluateAsync(
        IAsyncEnumerable<LeadHistory> histories, HistoryOptions how, HistoryEvaluationOptions evaluation,
        IProgress<TrainingStep>? progress = null, CancellationToken stop = default)
    {
        HistoryTrainer.RefuseWithoutHorizon(how);
        progress?.Report(new TrainingStep("Reading", 0, "building features as of each snapshot"));
        if (how.TestFrom is null)
            how = how with { TestFraction = HistorySplit.ShareOf(how) };
        var source = await SnapshotSource.ReadAsync(histories, scorer, how, null, options.Seed, null, stop);
        return await Task.Run(() => Evaluate(source, how, evaluation, progress, stop), stop);
    }

    HistoryEvaluation Evaluate(
        SnapshotSource source, HistoryOptions how, HistoryEvaluationOptions evaluation, IProgress<TrainingStep>? progress, CancellationToken stop)
    {
        HistoryTrainer.RefuseUnknown(source, how);
        HistoryTrainer.RefuseTooFew(source, how);
        if (evaluation.Segment is { } asked && !source.AttributeNames.Contains(asked, StringComparer.Ordinal))
        {
            throw new InvalidDataException(
                $"No lead has an attribute '{asked}' to make segments of; there are {string.Join(", ", source.AttributeNames.DefaultIfEmpty("none"))}.");
        }

        var splits = Splits(source, how, evaluation.Cutoffs);
        List<JudgedPart> parts = [];
        foreach (var split in splits)
        {
            var done = parts.Count;
            parts.Add(JudgedPart.Fit(
                source, how.HorizonDays, split, options, options.BudgetSeconds / splits.Count,
                (share, message) => progress?.Report(new TrainingStep("Judging", 0.05 + (0.9 * (done + share) / splits.Count), $"cut-off {split.From:yyyy-MM-dd}: {message}")),
                stop));
        }

        progress?.Report(new TrainingStep("Judging", 0.97, "drawing intervals"));
        var leaks = new LeakDetector(options).Find(parts[^1].Table, stop);
        var judged = JudgedPart.WithTheBetterWay(parts, source);
        return new EvaluationSummary(source, how, evaluation, judged, leaks, options).Write() with
        {
            Horizons = how.HorizonDays is null ? [] : JudgedPart.Horizons(judged, source, new HorizonCurveFitter(source, how, options.Seed + 5)),
        };
    }

    // The test period is cut into parts of as many snapshots; each is judged by a model of what was known at its start.
    List<HistorySplit> Splits(SnapshotSource source, HistoryOptions how, int count)
    {
        var snapshots = source.Snapshots;
        var whole = HistorySplit.Of(source.Rows, how, options.Seed);
        DateTimeOffset Time(int row) => how.CutoffAfter is null ? snapshots[row].Cutoff : snapshots[row].RegisteredAt;
        var times = whole.Test.Select(Time).Order().ToArray();
        List<HistorySplit> splits = [];
        for (var i = 0; i < count && times.Length > 0; i++)
        {
            var from = i == 0 ? whole.From : times[(int)((long)times.Length * i / count)];
            var until = i == count - 1 ? DateTimeOffset.MaxValue : times[(int)((long)times.Length * (i + 1) / count)];
            var split = HistorySplit.Of(source.Rows, how with { TestFrom = from }, options.Seed);
            split = split with { Test = [.. split.Test.Where(row => Time(row) < until)] };
            if (HistoryTrainer.HasBoth(snapshots, split.Train) && HistoryTrainer.HasBoth(snapshots, split.Test))
                splits.Add(split);
        }

        return splits.Count > 0 ? splits : throw new InvalidDataException(HistoryTrainer.TooShort(source, how, whole));
    }
}
