using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Training;

/// <summary>A fit, and which of a table's columns it is of.</summary>
/// <param name="Table">The rows it was fitted to, with its columns only.</param>
/// <param name="Fitted">The forest.</param>
/// <param name="Columns">Its columns as indices into those of the table that was given.</param>
/// <param name="LeftOut">Why each other column is left out, by name.</param>
/// <param name="Notes">What was decided on the way, one sentence each.</param>
sealed record ForwardFit(
    TrainingTable Table, FittedForest Fitted, IReadOnlyList<int> Columns, IReadOnlyList<(string Name, string Reason)> LeftOut, IReadOnlyList<string> Notes)
{
    /// <summary>Scores of another table with the columns of the one that was given, log-odds.</summary>
    /// <param name="table">The rows.</param>
    public double[] Score(TrainingTable table) => table.TakeColumns(Columns).Score(Fitted.Trees);

    /// <summary>Scores of another table by each fold's model, shape [folds][rows].</summary>
    /// <param name="table">The rows.</param>
    public double[][] ScoreByFold(TrainingTable table) => Fitted.ScoreByFold(table.TakeColumns(Columns));

    /// <summary>A fit of all columns as they are.</summary>
    public static ForwardFit Plain(TrainingTable table, FittedForest fitted) => new(table, fitted, [.. Enumerable.Range(0, table.Columns.Count)], [], []);

    /// <summary>The same with another intercept.</summary>
    /// <param name="shift">What is added to each score, log-odds.</param>
    public ForwardFit Shift(double shift) => this with
    {
        Fitted = Fitted with
        {
            Trees = new EncodedTreeModel(Fitted.Trees.Encoder, Fitted.Trees.Forest.Rescale(shift, 1)),
            Calibration = shift == 0 ? Fitted.Calibration
                : new ScoreCalibration(CalibrationKind.Affine, Fitted.Calibration.Intercept + shift, Fitted.Calibration.Slope),
            OutOfFoldScores = [.. Fitted.OutOfFoldScores.Select(score => score + shift)],
            OfFolds = [.. Fitted.OfFolds.Select(model => model.Rescale(shift, 1))],
        },
    };
}
