using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Finds columns that give the outcome away: those that predict too well alone and carry too much of the whole.</summary>
/// <remarks>
/// Two halves of the rows, quick small trees fitted on one and judged on the other. A column is named when it alone
/// nearly separates the classes (unless it is counted of a lead's events before a cutoff), when it alone ranks well and the rest of the table loses much of its gain without it, or
/// when some of its values settle the outcome, as those do that are only set after it.
/// </remarks>
/// <param name="options">Seed and threads.</param>
public sealed class LeakDetector(TrainingOptions options)
{
    const int MaximumRows = 20_000, Suspects = 5;

    // Alone at this AUC no signal of a lead's own doing was ever seen; at the lower one it must also carry the table.
    const double CertainAuc = 0.95, SuspiciousAuc = 0.75, CarriedShare = 0.3;

    // In a table of a few columns a good one carries much by right.
    const int ColumnsThatCarry = 5;

    // Values settle the outcome when rows that the column alone is sure of are nearly always right, and are no rarity.
    const double SureProbability = 0.95, SettledRate = 0.98, SettledShare = 0.05;
    const int SettledRows = 30;

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
        var alone = new Alone[table.Columns.Count];
        Parallel.For(0, alone.Length, Threads(stop), column => alone[column] = JudgeAlone(table.TakeColumns([column]), halves, stop));

        var suspects = Enumerable.Range(0, alone.Length)
            .Where(column => alone[column].Auc >= SuspiciousAuc || alone[column].Settled > 0)
            .OrderByDescending(column => alone[column].Auc).Take(Suspects).ToArray();
        if (suspects.Length == 0)
            return [];

        // Each suspect is judged beside the columns that are not suspect: two that tell the same would cover for each other.
        int[] rest = [.. Enumerable.Range(0, alone.Length).Except(suspects)];
        var rate = (double)table.Positives / table.RowCount;
        var constant = -rate * Math.Log(rate) - (1 - rate) * Math.Log(1 - rate);
        var without = rest.Length == 0 ? constant : LogLoss(table.TakeColumns(rest), halves, stop);
        var with = new double[suspects.Length];
        Parallel.For(0, suspects.Length, Threads(stop), i => with[i] = LogLoss(table.TakeColumns([.. rest, suspects[i]]), halves, stop));

        List<LeakWarning> warnings = [];
        for (var i = 0; i < suspects.Length; i++)
        {
            var (auc, settled, outcome) = alone[suspects[i]];
            // A quick model that is no better than the base rate tells nothing that a column could carry.
            var carried = with[i] < constant ? (without - with[i]) / (constant - with[i]) : 0;
            var carriesTooMuch = carried >= CarriedShare && rest.Length >= ColumnsThatCarry;
            var input = table.Schema.Columns[suspects[i]];
            // What is counted of events before a cutoff may rank well by right: most leads of some histories have long been silent.
            var isCertain = auc >= CertainAuc && !(table.Groups is not null && input.Source == ColumnSource.Engagement);
            if (!isCertain && !carriesTooMuch && settled == 0)
                continue;
            var name = input.Name;
            var settles = settled > 0
                ? $"; in {Figures.Count(settled)} rows its value alone settles that the lead {(outcome ? "converted" : "did not convert")}"
                : "";
            // What is counted of a history's events cannot be excluded: what is in it is left out of it.
            var advice = table.Groups is null || input.Source != ColumnSource.Engagement ? $"train again with --exclude \"{name}\"" : "leave what it is made of out of the history";
            warnings.Add(new LeakWarning(name, auc, with[i], without,
                $"Column '{name}' may give the outcome away: alone it ranks leads with AUC {auc:0.000}{settles}, and with it the log-loss of a quick " +
                $"model goes from {without:0.000} to {with[i]:0.000} ({Figures.Percent(Math.Clamp(carried, 0, 1))} of all that is told then). " +
                $"If it is only known after the outcome, {advice}."));
        }

        return [.. warnings.OrderBy(warning => warning.LogLossWith)];
    }

    static Alone JudgeAlone(TrainingTable column, int[] halves, CancellationToken stop)
    {
        var probabilities = QuickTrees.Probabilities(column, halves, 2, stop);
        var auc = BinaryClassificationMetrics.Evaluate(probabilities, column.Labels).AreaUnderRocCurve;
        foreach (var outcome in (ReadOnlySpan<bool>)[true, false])
        {
            // Where nearly all leads end the same way, being sure of that end is no leak.
            var ofOutcome = outcome ? column.Positives : column.RowCount - column.Positives;
            if (ofOutcome > 0.7 * column.RowCount)
                continue;
            int sure = 0, right = 0;
            for (var row = 0; row < column.RowCount; row++)
            {
                if ((outcome ? probabilities[row] : 1 - probabilities[row]) < SureProbability)
                    continue;
                sure++;
                right += column.Labels[row] > 0.5f == outcome ? 1 : 0;
            }

            if (sure >= SettledRows && right >= SettledRate * sure && right >= SettledShare * ofOutcome)
                return new Alone(auc, sure, outcome);
        }

        return new Alone(auc, 0, false);
    }

    static double LogLoss(TrainingTable table, int[] halves, CancellationToken stop) =>
        BinaryClassificationMetrics.Evaluate(QuickTrees.Probabilities(table, halves, 2, stop), table.Labels).LogLoss;

    // What a column does by itself: its AUC, and the rows whose outcome it settles.
    readonly record struct Alone(double Auc, int Settled, bool Outcome);

    ParallelOptions Threads(CancellationToken stop) => new()
    {
        MaxDegreeOfParallelism = options.NumberOfThreads > 0 ? options.NumberOfThreads : Environment.ProcessorCount,
        CancellationToken = stop,
    };
}
