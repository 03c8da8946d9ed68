using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Fits the forest of a table: every size on every fold, the simplest good one averaged over its folds and calibrated.</summary>
/// <remarks>
/// Each fold's model stops where its own held-out part says. The forest is the mean of the folds' scores, so nothing
/// is fitted again at the end; the out-of-fold scores choose the size and the calibration. Where the table says how long each row
/// was followed, the forest is one of hazards: rows whose horizon had not passed are learnt from too, and judge sizes by the chance
/// within the days that they could be looked at.
/// </remarks>
/// <param name="options">Seed, threads and budget.</param>
public sealed class ForestFitter(TrainingOptions options)
{
    // Where rows are few, which size is best is mostly chance, and the mean of those that keep up errs less than any of them.
    const int RowsToAverage = 10_000;

    /// <summary>Fits.</summary>
    /// <param name="table">The rows that may be learnt from.</param>
    /// <param name="budgetSeconds">Seconds allowed on 2 cores.</param>
    /// <param name="only">The only size to fit; null to choose.</param>
    /// <param name="progress">Told 0..1 and a sentence.</param>
    /// <param name="stop">Stops between trees.</param>
    public FittedForest Fit(
        TrainingTable table, double budgetSeconds, Capacity? only = null, Action<double, string>? progress = null, CancellationToken stop = default)
    {
        var plan = FitPlan.For(table.RowCount, table.Columns.Count, table.LeadsOfRarerOutcome, budgetSeconds, only);
        var folds = Folds.Assign(table.Labels, table.Groups, plan.FoldCount, options.Seed);
        using var bins = FoldBins.Create(table, folds, plan.FoldCount, options, stop);

        var started = options.Clock.GetTimestamp();
        List<string> warnings = [];
        List<Trial> trials = [];
        foreach (var capacity in plan.Capacities)
        {
            // The plan is meant to fit; a machine far slower than planned must still end.
            if (trials.Count > 1 && options.Clock.GetElapsedTime(started).TotalSeconds > budgetSeconds)
            {
                warnings.Add(
                    $"The time budget of {Figures.Number(budgetSeconds)} s ran out before the size '{capacity.Name}' was tried; allow more with --budget.");
                continue;
            }

            var done = trials.Count;
            trials.Add(Try(capacity, plan, table, bins, folds, share =>
                progress?.Invoke((done + share) / plan.Capacities.Count, $"size {capacity.Name}, {plan.FoldCount} folds"), stop));
        }

        var chosen = only is { Parts.Count: > 1 } ? Average(trials, table) : Choose(trials, table.Groups);
        if (only is null && table.RowCount <= RowsToAverage)
        {
            var leader = trials.MinBy(trial => trial.LogLoss)!;
            List<Trial> close =
                [.. trials.Where(trial => trial.Capacity.Options is not null && trial.LogLoss - leader.LogLoss <= 2 * StandardError(trial, leader, table.Groups))];
            if (leader.Capacity.Options is not null && close.Count > 1 && Average(close, table) is var mean && mean.LogLoss < leader.LogLoss)
                chosen = mean;
        }

        var calibration = Calibrate(chosen.Scores, table, folds);
        var forest = BoostedTreeModel.Average(chosen.Models);
        if (calibration.Kind != CalibrationKind.Identity)
            forest = forest.Rescale(calibration.Intercept, calibration.Slope);

        var best = trials.MinBy(trial => trial.LogLoss)!;
        return new FittedForest(
            new EncodedTreeModel(bins.Encoding.Freeze(), forest), bins.OutOfFold(), chosen.Capacity, calibration, [.. chosen.Scores.Select(score => LogOdds(calibration.Apply(score), table))],
            [
                .. trials.Select(trial => new CapacityTrial(
                    trial.Capacity.Name, trial.Models.Average(model => (double)model.NumberOfTrees), trial.LogLoss, StandardError(trial, best, table.Groups))),
            ],
            plan.FoldCount, warnings)
        {
            OfFolds = [.. Enumerable.Range(0, plan.FoldCount).Select(fold => OfFold(chosen.Models, fold, plan.FoldCount, calibration))],
        };
    }

    // Where sizes are averaged, a fold has a model of each.
    static BoostedTreeModel OfFold(BoostedTreeModel[] models, int fold, int folds, ScoreCalibration calibration)
    {
        var model = BoostedTreeModel.Average([.. models.Where((_, place) => place % folds == fold)]);
        return calibration.Kind == CalibrationKind.Identity ? model : model.Rescale(calibration.Intercept, calibration.Slope);
    }

    Trial Try(
        Capacity capacity, FitPlan plan, TrainingTable table, FoldBins bins, int[] folds, Action<double> progress, CancellationToken stop)
    {
        var models = new BoostedTreeModel[plan.FoldCount];
        var scores = new double[table.RowCount];
        var finished = 0;
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.NumberOfThreads > 0 ? options.NumberOfThreads : Environment.ProcessorCount,
            CancellationToken = stop,
        };
        Parallel.For(0, plan.FoldCount, parallel, fold =>
        {
            var (inside, outside) = Folds.Split(folds, fold);
            // The constant rate is the engine's model of no trees: the same bias, without a step taken.
            var engine = capacity.Options is null
                ? new BoostedTreeOptions { NumberOfTrees = 0, NumberOfThreads = 1 }
                : plan.OptionsFor(capacity, options.Seed + (ulong)fold);
            if (table.FollowUp is { } followed)
                engine = engine with { Objective = Objective.Hazard, HazardIntervalEnds = followed.IntervalEnds };
            var result = new BoostedTreeTrainer(engine).Fit(bins.Without(fold), outside, inside, stop: stop);
            models[fold] = result.Model;
            for (var i = 0; i < inside.Length; i++)
                scores[inside[i]] = result.ValidationScores[i];
            progress(Interlocked.Increment(ref finished) / (double)plan.FoldCount);
        });

        return Judge(capacity, models, scores, table);
    }

    static Trial Average(List<Trial> trials, TrainingTable table)
    {
        var scores = new double[table.RowCount];
        foreach (var trial in trials)
        {
            for (var row = 0; row < scores.Length; row++)
                scores[row] += trial.Scores[row] / trials.Count;
        }

        return Judge(Capacity.Averaged([.. trials.Select(trial => trial.Capacity)]), [.. trials.SelectMany(trial => trial.Models)], scores, table);
    }

    static Trial Judge(Capacity capacity, BoostedTreeModel[] models, double[] scores, TrainingTable table)
    {
        var losses = new double[table.RowCount];
        double sum = 0, weight = 0;
        for (var row = 0; row < losses.Length; row++)
        {
            // Where nothing ever came within so few days, a row says nothing.
            var share = table.FollowUp?.LogShares[row] ?? 0;
            var w = double.IsFinite(share) ? table.Weights?[row] ?? 1 : 0;
            losses[row] = w == 0 ? 0 : w * LogLossOf(LogOdds(scores[row] + share, table), table.Labels[row]);
            sum += losses[row];
            weight += w;
        }

        return new Trial(capacity, models, scores, losses, sum / weight, weight);
    }

    // On the scale of the forest's own scores, so that it goes into the leaves.
    ScoreCalibration Calibrate(double[] scores, TrainingTable table, int[] folds)
    {
        if (table.FollowUp is not { } followed)
            return ScoreCalibration.Choose(scores, table.Labels, folds, table.Weights);
        var decided = Enumerable.Range(0, table.RowCount).Where(row => followed.IsDecided[row]).ToArray();
        var line = LogHazardLine.Choose(
            [.. decided.Select(row => scores[row])], [.. decided.Select(row => table.Labels[row])],
            [.. decided.Select(row => table.Weights?[row] ?? 1)], [.. decided.Select(row => table.Groups?[row] ?? row)],
            LogHazardLine.Identity, options.Seed + 4);
        return line == LogHazardLine.Identity
            ? ScoreCalibration.Identity
            : new ScoreCalibration(CalibrationKind.Affine, line.Intercept, line.Slope);
    }

    static double LogOdds(double score, TrainingTable table) => table.FollowUp is null ? score : LogHazard.ToLogOdds(score);

    // The simplest within one standard error of the best: the paired error, so that only a real difference buys size.
    static Trial Choose(List<Trial> trials, int[]? leads)
    {
        var best = trials.MinBy(trial => trial.LogLoss)!;
        return trials.First(trial => trial == best || trial.LogLoss - best.LogLoss <= StandardError(trial, best, leads));
    }

    // Rows of one lead are alike: four looks at it are not four times as sure.
    static double StandardError(Trial trial, Trial best, int[]? leads)
    {
        double[] differences = [.. trial.Losses.Zip(best.Losses, (loss, other) => loss - other)];
        return PairedLoss.StandardErrorOfSum(differences, leads) / trial.Weight;
    }

    // log(1 + e^-z) for a conversion and log(1 + e^z) otherwise, without overflow.
    static double LogLossOf(double score, float label)
    {
        var z = label > 0.5f ? score : -score;
        return Math.Max(-z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));
    }

    sealed record Trial(
        Capacity Capacity, BoostedTreeModel[] Models, double[] Scores, double[] Losses, double LogLoss, double Weight);
}
