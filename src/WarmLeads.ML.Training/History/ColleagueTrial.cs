using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>Asks whether what colleagues do tells anything of a lead's chance.</summary>
/// <remarks>
/// A model that measures colleagues makes every path read the events of whole accounts, and makes each event of a lead a reason to look
/// at its colleagues again. That must pay: quick trees with them have to beat the same trees without them on leads that neither saw, by
/// more than two standard errors.
/// </remarks>
/// <param name="options">Seed.</param>
sealed class ColleagueTrial(TrainingOptions options)
{
    const int FoldCount = 5, MostRows = 20_000;

    // One error is passed by chance in a sixth of the histories in which colleagues tell nothing, and all of them would pay.
    const double ErrorsToPay = 2;

    /// <summary>The snapshots without colleagues where these rows do not show that they tell anything; the same otherwise.</summary>
    /// <param name="source">The snapshots.</param>
    /// <param name="rows">What may be learnt from, as indices into <see cref="SnapshotSource.Snapshots"/>.</param>
    /// <param name="stop">Stops between trees.</param>
    public SnapshotSource Judge(SnapshotSource source, int[] rows, CancellationToken stop)
    {
        var schema = source.Learn(rows).Schema;
        var colleagues = LeadFeatureBuilder.ColleagueDefinitions.Select(definition => definition.Name).ToHashSet(StringComparer.Ordinal);
        int[] others = [.. Enumerable.Range(0, schema.Columns.Count).Where(column => !colleagues.Contains(schema.Columns[column].Name))];
        if (others.Length == schema.Columns.Count)
            return source;

        var with = source.Encode(schema, rows.Length <= MostRows ? rows : Some(rows));
        var folds = Folds.Assign(with.Labels, with.Groups, FoldCount, options.Seed);
        double[][] chances = new double[2][];
        Parallel.Invoke(
            new ParallelOptions { MaxDegreeOfParallelism = options.NumberOfThreads == 1 ? 1 : 2, CancellationToken = stop },
            () => chances[0] = QuickTrees.Probabilities(with, folds, FoldCount, stop),
            () => chances[1] = QuickTrees.Probabilities(with.TakeColumns(others), folds, FoldCount, stop));

        var gains = new double[with.RowCount];
        for (var row = 0; row < gains.Length; row++)
        {
            gains[row] = with.Weights![row] * (with.Labels[row] > 0.5f
                ? Math.Log(chances[0][row] / chances[1][row])
                : Math.Log((1 - chances[0][row]) / (1 - chances[1][row])));
        }

        var (gain, error) = (gains.Average(), PairedLoss.StandardErrorOfSum(gains, with.Groups!) / gains.Length);
        return gain > ErrorsToPay * error
            ? source
            : source.WithoutColleagues(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"what colleagues do tells nothing here that is more than chance: the log-loss of quick trees is {gain:0.0000} lower with it, with a standard error of {error:0.0000}"));
    }

    int[] Some(int[] rows)
    {
        var some = (int[])rows.Clone();
        new Random(unchecked((int)options.Seed)).Shuffle(some);
        Array.Resize(ref some, MostRows);
        Array.Sort(some);
        return some;
    }
}
