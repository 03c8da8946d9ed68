using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Finds columns that give the outcome away: those that predict too well alone and carry too much of the whole.</summary>
/// <remarks>
/// Two halves of the rows, quick small trees fitted on one and judged on the other. A column is named when it alone
/// nearly separates the classes, or when it alone ranks well and the rest of the table loses much of its gain without it.
/// Values that are set only after the outcome show in the same way: where they are missing tells the class.
/// </remarks>
/// <param name="options">Seed and threads.</param>
public sealed class LeakDetector(TrainingOptions options)
{
    const int MaximumRows = 20_000, Suspects = 5;

    // Alone at this AUC no signal of a lead's own doing was ever seen; at the lower one it must also carry the table.
    const double CertainAuc = 0.95, SuspiciousAuc = 0.75, CarriedShare = 0.3;

    static readonly BoostedTreeOptions Quick = new()
    {
        NumberOfTrees = 60, NumberOfLeaves = 8, MaximumDepth = 4, LearningRate = 0.15, MinimumExampleCountPerLeaf = 10, L2Regularization = 2,
        NumberOfThreads = 1,
    };

    /// <summary>Looks for leaks.</summary>
    /// <param name="table">The rows that may be learnt from.</param>
    /// <param name="stop">Stops between fits.</param>
    /// <returns>The suspicious columns, the worst first.</returns>
    public IReadOnlyList<LeakWarning> Find(TrainingTable table, CancellationToken stop = default)
    {
        if (table.Columns.Count < 2)
            return [];
        if (table.RowCount > MaximumRows)
        {
            var all = Enumerable.Range(0, table.RowCount).ToArray();
            new Random(unchecked((int)options.Seed)).Shuffle(all);
            var rows = all[..MaximumRows];
            Array.Sort(rows);
            table = table.Take(rows);
        }

        var halves = Folds.Assign(table.Labels, table.Groups, 2, options.Seed);
        var auc = new double[table.Columns.Count];
        Parallel.For(0, auc.Length, Threads(stop), column => auc[column] = Judge(table.TakeColumns([column]), halves, stop).Auc);

        var whole = Judge(table, halves, stop);
        var suspects = Enumerable.Range(0, auc.Length)
            .Where(column => auc[column] >= SuspiciousAuc).OrderByDescending(column => auc[column]).Take(Suspects).ToArray();
        var without = new double[suspects.Length];
        Parallel.For(0, suspects.Length, Threads(stop), i =>
            without[i] = Judge(table.TakeColumns([.. Enumerable.Range(0, auc.Length).Where(column => column != suspects[i])]), halves, stop).LogLoss);

        var rate = (double)table.Positives / table.RowCount;
        var constant = -rate * Math.Log(rate) - (1 - rate) * Math.Log(1 - rate);
        List<LeakWarning> warnings = [];
        for (var i = 0; i < suspects.Length; i++)
        {
            var carried = (without[i] - whole.LogLoss) / Math.Max(constant - whole.LogLoss, 1e-12);
            if (auc[suspects[i]] < CertainAuc && carried < CarriedShare)
                continue;
            var name = table.Schema.Columns[suspects[i]].Name;
            warnings.Add(new LeakWarning(name, auc[suspects[i]], whole.LogLoss, without[i],
                $"Column '{name}' may give the outcome away: alone it ranks leads with AUC {auc[suspects[i]]:0.000}, and without it the log-loss of a quick " +
                $"model goes from {whole.LogLoss:0.000} to {without[i]:0.000} ({Figures.Percent(Math.Clamp(carried, 0, 1))} of all that the table tells). " +
                $"If it is only known after the outcome, train again with --exclude \"{name}\"."));
        }

        return [.. warnings.OrderByDescending(warning => warning.LogLossWithout)];
    }

    static (double Auc, double LogLoss) Judge(TrainingTable table, int[] halves, CancellationToken stop)
    {
        var data = Dataset.FromColumns(table.Features(), table.Columns, table.Labels);
        using var binned = BinnedDataset.Create(data, numberOfThreads: 1, stop: stop);
        var probabilities = new double[table.RowCount];
        for (var half = 0; half < 2; half++)
        {
            var (inside, outside) = Folds.Split(halves, half);
            var result = new BoostedTreeTrainer(Quick).Fit(binned, outside, inside, stop: stop);
            for (var i = 0; i < inside.Length; i++)
                probabilities[inside[i]] = ConversionModel.Probability(result.ValidationScores[i]);
        }

        var metrics = BinaryClassificationMetrics.Evaluate(probabilities, table.Labels);
        return (metrics.AreaUnderRocCurve, metrics.LogLoss);
    }

    ParallelOptions Threads(CancellationToken stop) => new()
    {
        MaxDegreeOfParallelism = options.NumberOfThreads > 0 ? options.NumberOfThreads : Environment.ProcessorCount,
        CancellationToken = stop,
    };
}
