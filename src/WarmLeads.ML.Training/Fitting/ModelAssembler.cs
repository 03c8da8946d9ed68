using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Fits the final forest on all rows and writes the card: the common end of training on tables and on histories.</summary>
/// <param name="options">Name, seed, threads, budget and clock.</param>
sealed class ModelAssembler(TrainingOptions options)
{
    /// <summary>The pipeline judged on parts of the rows; parts are pooled.</summary>
    /// <param name="split">How the parts were chosen, in words.</param>
    /// <param name="parts">For each part: a table to learn from and one to be judged on, of one schema.</param>
    /// <param name="budgetSeconds">Seconds for all parts together.</param>
    /// <param name="report">Told 0..1 and a sentence.</param>
    /// <param name="stop">Stops between trees.</param>
    public HeldOutQuality Judge(
        string split, IReadOnlyList<Func<(TrainingTable Train, TrainingTable Test)>> parts, double budgetSeconds,
        Action<double, string> report, CancellationToken stop)
    {
        List<double> model = [], logistic = [];
        List<float> labels = [], weights = [];
        List<int> groups = [];
        List<FittedForest> fits = [];
        var segments = new SegmentJudge();
        List<JudgedScores> scored = [];
        double[]? times = null;
        double rateSum = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            var done = i;
            var (train, test) = parts[i]();
            var fitted = new ForwardFitter(options).Fit(
                train, budgetSeconds / parts.Count, null, (share, message) => report((done + share) / parts.Count, message), stop);
            var baseline = new BaselineFitter(options).Fit(train, stop);
            scored.Add(new JudgedScores(fitted.Score(test), fitted.ScoreByFold(test), test.Weights));
            double[] probabilities = [.. scored[^1].Scores.Select(ConversionModel.Probability)];
            model.AddRange(probabilities);
            times = parts.Count == 1 ? test.Times : null;
            segments.Add(fitted.Fitted, test.TakeColumns(fitted.Columns), probabilities);
            logistic.AddRange(baseline.Predict(test.Columns, AllRows(test)));
            labels.AddRange(test.Labels);
            weights.AddRange(test.Weights ?? [.. test.Labels.Select(_ => 1f)]);
            groups.AddRange(test.Groups ?? []);
            rateSum += train.BaseRate;
            fits.Add(fitted.Fitted);
        }

        int[]? ofLeads = groups.Count == labels.Count ? [.. groups] : null;
        var quality = QualityJudge.Judge(split, [.. labels], [.. model], rateSum / parts.Count, [.. logistic], [.. weights],
            ofLeads, parts.Count, options.Threshold);
        var capacity = fits.GroupBy(fit => fit.Capacity.Name).OrderByDescending(group => group.Count()).First().First().Capacity;
        return new HeldOutQuality(quality, capacity, fits[^1].Trials, [.. model], rateSum / parts.Count, [.. logistic], fits[^1].OutOfFoldScores)
        {
            // Of the very kind of model that is published, on rows that nothing of it was fitted on.
            Certainty = ChanceLine.OfProbabilities([.. model], [.. labels], [.. weights], ofLeads, scored, times),
            Segments = options.SegmentColumn is null ? null : segments.Quality(),
        };
    }

    /// <summary>The final model: the chosen size on all rows, with its card.</summary>
    /// <param name="table">All rows.</param>
    /// <param name="judged">What the pipeline reached on rows it was not fitted on.</param>
    /// <param name="identity">Which model it is.</param>
    /// <param name="source">What it was trained on, in words.</param>
    /// <param name="dropped">Columns that are not used.</param>
    /// <param name="notes">Sentences for the card.</param>
    /// <param name="findings">Every column that was looked at.</param>
    /// <param name="started">When training began, as the clock's timestamp.</param>
    /// <param name="budgetSeconds">Seconds for this fit.</param>
    /// <param name="report">Told 0..1 and a sentence.</param>
    /// <param name="stop">Stops between trees.</param>
    /// <param name="horizons">For a history with a horizon: whether the hazard is fitted, and the other horizons; null otherwise.</param>
    public TrainedModel Finish(
        TrainingTable table, HeldOutQuality judged, ModelIdentity identity, string source, IReadOnlyList<DroppedColumn> dropped,
        IReadOnlyList<string> notes, IReadOnlyList<ColumnFinding> findings, long started, double budgetSeconds, Action<double, string> report,
        CancellationToken stop, HorizonPlan? horizons = null)
    {
        var leaks = new LeakDetector(options).Find(table, stop);
        report(0.1, "looking for columns that give the outcome away");
        void Tell(double share, string message) => report(0.1 + 0.8 * share, message);
        var forward = horizons?.Followed is { } followed
            ? ForwardFit.Plain(
                table, new SegmentFitter(options).Fit(followed, new ForestFitter(options).Fit(followed, budgetSeconds, judged.Capacity, Tell, stop), stop))
            : new ForwardFitter(options).Fit(table, budgetSeconds, judged.Capacity, Tell, stop);
        var fitted = forward.Fitted;
        report(0.9, "measuring what each signal does");
        var effects = SignalEffects.Measure(forward.Table, fitted, options.Seed, stop);
        var (verdict, doubts) = QualityJudge.Verdict(judged.Quality, judged.BaseRate);

        if (leaks.Count > 0)
            verdict = $"Settle first whether {string.Join(" and ", leaks.Select(leak => $"'{leak.Name}'"))} is known before the outcome; if so: {verdict}";

        var curve = horizons?.Curve(fitted.OutOfFoldScores);
        List<string> warnings = [.. notes, .. horizons?.Notes ?? [], .. forward.Notes, .. fitted.Warnings, .. doubts];
        if (FlatLabels.SmallTableWarning(table.Positives, table.RowCount - table.Positives, judged.Quality) is { } small)
            warnings.Add(small);
        var card = new ModelCard
        {
            Name = options.Name,
            TrainedAt = identity.TrainedAt,
            Source = source,
            Target = identity.Target,
            HorizonDays = identity.HorizonDays,
            Rows = table.RowCount,
            Positives = table.Positives,
            Signals = effects,
            Dropped = [.. dropped, .. forward.LeftOut.Select(left => new DroppedColumn(left.Name, left.Reason))],
            LeakWarnings = leaks,
            Warnings = warnings,
            Quality = judged.Quality,
            Training = new TrainingSummary
            {
                Capacity = fitted.Capacity.Name,
                Trials = judged.Trials,
                Folds = fitted.Folds,
                Trees = fitted.Trees.Forest.NumberOfTrees,
                Calibration = fitted.Calibration,
                Seed = options.Seed,
                BudgetSeconds = options.BudgetSeconds,
                TrainSeconds = options.Clock.GetElapsedTime(started).TotalSeconds,
            },
            Verdict = verdict,
            Challenge = horizons?.Challenge,
            Horizons = horizons?.Quality ?? [],
            Segments = Judged(fitted.Segments?.Report, judged),
        };
        return new TrainedModel(new ConversionModel(identity with { Certainty = judged.Certainty }, forward.Table.Schema, fitted.Trees, effects, horizons: curve), card, findings);
    }

    static SegmentReport? Judged(SegmentReport? report, HeldOutQuality judged) => report is null ? null : report with
    {
        Segments = [.. report.Segments.Select(segment => segment with { Quality = judged.Segments?.GetValueOrDefault(segment.Segment) })],
    };

    static int[] AllRows(TrainingTable table) => [.. Enumerable.Range(0, table.RowCount)];
}
