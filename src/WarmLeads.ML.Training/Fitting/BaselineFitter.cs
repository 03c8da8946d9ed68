using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Fits logistic regression as well as it can be: a baseline that is easy to beat proves nothing.</summary>
/// <param name="options">Seed.</param>
sealed class BaselineFitter(TrainingOptions options)
{
    static readonly double[] Ridges = [1, 30, 1000];

    /// <summary>Fits with the ridge that does best on a held-out fifth of the leads.</summary>
    /// <param name="table">The rows that may be learnt from.</param>
    /// <param name="stop">Stops between steps.</param>
    public LogisticRegression Fit(TrainingTable table, CancellationToken stop)
    {
        var (held, rest) = Folds.Split(Folds.Assign(table.Labels, table.Groups, 5, options.Seed + 2), 0);
        var ridge = Ridges[0];
        if (HasBoth(table, rest) && HasBoth(table, held))
            ridge = Ridges.MinBy(candidate => LossOf(table, rest, held, candidate, stop));
        return Fit(table, [.. Enumerable.Range(0, table.RowCount)], ridge, stop);
    }

    static double LossOf(TrainingTable table, int[] rest, int[] held, double ridge, CancellationToken stop)
    {
        float[] labels = [.. held.Select(row => table.Labels[row])];
        float[] weights = [.. held.Select(row => table.Weights?[row] ?? 1)];
        return BinaryClassificationMetrics.Evaluate(Fit(table, rest, ridge, stop).Predict(table.Columns, held), labels, weights).LogLoss;
    }

    static LogisticRegression Fit(TrainingTable table, int[] rows, double ridge, CancellationToken stop) => LogisticRegression.Fit(
        table.Columns, CategoryCounts(table), table.Labels, rows, table.Weights, new LogisticRegressionOptions { Ridge = ridge }, stop);

    static int[] CategoryCounts(TrainingTable table) =>
        [.. table.Schema.Columns.Select(column => column.Kind is ColumnKind.Categorical or ColumnKind.Boolean ? column.Levels.Count : 0)];

    static bool HasBoth(TrainingTable table, int[] rows) =>
        rows.Any(row => table.Labels[row] > 0.5f) && rows.Any(row => table.Labels[row] < 0.5f);
}
