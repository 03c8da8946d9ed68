using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Fits rows that have a time so that what comes after them is predicted well, not what lies between them.</summary>
/// <remarks>
/// Folds that are dealt blindly know the period of every row that they are judged on, and flatter whatever tells it. Here each
/// choice is made by going through the rows in time: a model of the older ones is judged on the next fifth, three times. Chosen
/// are the columns that tell the time or their absence, how fast old rows are forgotten, the size, and from which of the newest
/// rows the base rate is taken. The simplest within one standard error of the best is taken, and of these what forgets fastest.
/// </remarks>
/// <param name="options">Seed, threads and budget.</param>
sealed class ForwardFitter(TrainingOptions options)
{
    // Fewer rows cannot be cut into windows that say anything.
    const int FewestRows = 1000, FewestPositives = 50;
    const double SearchShare = 0.6;

    static readonly (double From, double To)[] s_windows = [(0.4, 0.6), (0.6, 0.8), (0.8, 1)];
    static readonly double[] s_halfLives = [0.1, 0.2, double.PositiveInfinity], s_newest = [0, 0.2, 0.1, 0.05];

    /// <summary>Fits; rows without times, and snapshots of leads, which are parted in time by their own rules, as they are.</summary>
    /// <param name="table">The rows that may be learnt from.</param>
    /// <param name="budgetSeconds">Seconds allowed on 2 cores.</param>
    /// <param name="only">The only size to fit; null to choose. Where rows have a time it is chosen anyhow.</param>
    /// <param name="progress">Told 0..1 and a sentence.</param>
    /// <param name="stop">Stops between trees.</param>
    public ForwardFit Fit(TrainingTable table, double budgetSeconds, Capacity? only, Action<double, string>? progress, CancellationToken stop)
    {
        var pooled = FitPooled(table, budgetSeconds, only, progress, stop);
        var fit = pooled with { Fitted = new SegmentFitter(options).Fit(pooled.Table, pooled.Fitted, stop) };
        return options.SegmentColumn is { } column && pooled.LeftOut.Any(left => left.Name == column)
            ? fit with { Notes = [.. fit.Notes, $"No segment has a part of its own: '{column}' tells the time and is left out of the model."] }
            : fit;
    }

    ForwardFit FitPooled(TrainingTable table, double budgetSeconds, Capacity? only, Action<double, string>? progress, CancellationToken stop)
    {
        if (table.Groups is not null || table.Times is not { } times || table.RowCount < FewestRows || table.Positives < FewestPositives)
            return ForwardFit.Plain(table, new ForestFitter(options).Fit(table, budgetSeconds, only, progress, stop));

        var order = Enumerable.Range(0, table.RowCount).ToArray();
        Array.Sort([.. order.Select(row => (times[row], row))], order);
        var windows = s_windows.Select(window => ((int)(window.From * order.Length), (int)(window.To * order.Length)))
            .Where(window => HasBoth(table, order[..window.Item1]) && HasBoth(table, order[window.Item1..window.Item2])).ToArray();
        if (windows.Length == 0)
            return ForwardFit.Plain(table, new ForestFitter(options).Fit(table, budgetSeconds, only, progress, stop));

        var clocks = ClockColumns.Find(table, order, options.Seed);
        int[] all = [.. Enumerable.Range(0, clocks.Length)];
        int[] timeless = [.. all.Where(column => double.IsNaN(clocks[column]))];
        var sizes = Capacity.All.Where(size => size.Options is not null).ToArray();
        var count = sizes.Length * s_halfLives.Length + 1;
        var done = 0;
        Trial Try(int[] columns, Capacity size, double halfLife)
        {
            progress?.Invoke(SearchShare * done++ / count, $"forward in time: size {size.Name}");
            return Judge(table, order, windows, columns, size, halfLife, SearchShare * budgetSeconds / count / windows.Length, stop);
        }

        var columns = all;
        if (timeless.Length > 0 && timeless.Length < all.Length)
        {
            var (with, without) = (Try(all, sizes[0], double.PositiveInfinity), Try(timeless, sizes[0], double.PositiveInfinity));
            if (without.LogLoss - with.LogLoss <= StandardError(without, with))
                columns = timeless;
        }

        List<Trial> trials = [];
        foreach (var size in sizes)
        {
            foreach (var halfLife in s_halfLives)
                trials.Add(Try(columns, size, halfLife));
        }

        var best = trials.MinBy(trial => trial.LogLoss)!;
        var chosen = trials.First(trial => trial.LogLoss - best.LogLoss <= StandardError(trial, best));
        var fit = FitOne(table.TakeColumns(columns), order, chosen.Size, chosen.HalfLife, (1 - SearchShare) * budgetSeconds, stop);
        var shift = ShiftTo(fit, order, chosen.Newest);
        progress?.Invoke(1, $"forward in time: size {chosen.Size.Name} is chosen");
        return fit.Shift(shift) with
        {
            Columns = columns,
            LeftOut =
            [
                .. all.Except(columns).Select(column => (table.Schema.Columns[column].Name,
                    $"tells the time ({Figures.Percent(clocks[column])} of it), and leaving it out predicts later rows no worse")),
            ],
            Notes = [Words(chosen, shift)],
        };
    }

    Trial Judge(
        TrainingTable table, int[] order, (int From, int To)[] windows, int[] columns, Capacity size, double halfLife, double budgetSeconds, CancellationToken stop)
    {
        var ofColumns = table.TakeColumns(columns);
        var losses = s_newest.Select(_ => new List<double>()).ToArray();
        foreach (var (from, to) in windows)
        {
            var past = Enumerable.Range(0, from).ToArray();
            var fit = FitOne(ofColumns.Take(order[..from]), past, size, halfLife, budgetSeconds, stop);
            var next = ofColumns.Take(order[from..to]);
            var scores = next.Score(fit.Fitted.Trees);
            for (var i = 0; i < losses.Length; i++)
            {
                var shift = ShiftTo(fit, past, s_newest[i]);
                losses[i].AddRange(scores.Select((score, row) => LossOf(score + shift, next.Labels[row])));
            }
        }

        var least = Enumerable.Range(0, losses.Length).MinBy(i => losses[i].Average());
        return new Trial(size, halfLife, s_newest[least], [.. losses[least]]);
    }

    ForwardFit FitOne(TrainingTable table, int[] order, Capacity size, double halfLife, double budgetSeconds, CancellationToken stop)
    {
        var weights = new double[order.Length];
        for (var age = 0; age < order.Length; age++)
            weights[order[^(age + 1)]] = Math.Pow(0.5, age / (halfLife * order.Length));
        var mean = weights.Average();
        var weighted = new TrainingTable(table.Schema, table.Columns, table.Labels)
        {
            Weights = double.IsFinite(halfLife) ? [.. weights.Select(weight => (float)(weight / mean))] : null,
            Times = table.Times,
        };
        return ForwardFit.Plain(table, new ForestFitter(options).Fit(weighted, budgetSeconds, size, null, stop));
    }

    // What must be added to out-of-fold scores so that as many of the newest rows convert as are expected to.
    static double ShiftTo(ForwardFit fit, int[] order, double newest)
    {
        var rows = order[^(int)(newest * order.Length)..];
        double converted = rows.Count(row => fit.Table.Labels[row] > 0.5f);
        if (rows.Length == 0 || converted == 0 || converted == rows.Length)
            return 0;
        double low = -20, high = 20;
        while (high - low > 1e-9)
        {
            var middle = (low + high) / 2;
            if (rows.Sum(row => 1 / (1 + Math.Exp(-fit.Fitted.OutOfFoldScores[row] - middle))) > converted)
                high = middle;
            else
                low = middle;
        }

        return (low + high) / 2;
    }

    static string Words(Trial chosen, double shift) =>
        (double.IsFinite(chosen.HalfLife)
            ? $"Rows are forgotten with time: one that is older than {Figures.Percent(chosen.HalfLife)} of the others weighs half"
            : "Old rows weigh as much as new ones") +
        (chosen.Newest > 0
            ? $", and the base rate is that of the newest {Figures.Percent(chosen.Newest)} of the rows ({shift:+0.00;-0.00} in log-odds)."
            : ".");

    // The paired error of the mean difference.
    static double StandardError(Trial trial, Trial other)
    {
        var differences = trial.Losses.Zip(other.Losses, (one, two) => one - two).ToArray();
        var mean = differences.Average();
        return Math.Sqrt(differences.Sum(difference => (difference - mean) * (difference - mean))) / differences.Length;
    }

    static double LossOf(double score, float label)
    {
        var z = label > 0.5f ? score : -score;
        return Math.Max(-z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));
    }

    static bool HasBoth(TrainingTable table, int[] rows)
    {
        var converted = rows.Count(row => table.Labels[row] > 0.5f);
        return Math.Min(converted, rows.Length - converted) >= FlatLabels.FewestOfEachClass;
    }

    sealed record Trial(Capacity Size, double HalfLife, double Newest, double[] Losses)
    {
        public double LogLoss { get; } = Losses.Average();
    }
}
