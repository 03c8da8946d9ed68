using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>How good the model is, for the report: on the given leads when that is fair, else as its card says, and which of the two.</summary>
/// <param name="model">The model.</param>
/// <param name="card">Its card.</param>
sealed class ReportQuality(ConversionModel model, ModelCard card)
{
    const int FoldCount = 5;

    // Where the card's figures come from, for the end of a note.
    string Held =>
        $"The figures are the model card's, measured on {Figures.Count(card.Quality.Model.Count)} leads that the model was not trained on ({card.Quality.Split})";

    /// <summary>Says why leads that are still open do not judge the model.</summary>
    /// <param name="name">The name of the folder of lead history.</param>
    /// <returns>The card's figures, and one sentence that says so.</returns>
    public (QualityReport Quality, string Note) JudgeOpen(string name) =>
        (card.Quality, $"What becomes of the open leads of {name} is not known yet. {Held}.");

    /// <summary>Judges.</summary>
    /// <param name="leads">The given leads.</param>
    /// <param name="stop">Ends the fitting of the baseline.</param>
    /// <returns>The figures, and one sentence that says on which leads they were measured.</returns>
    public (QualityReport Quality, string Note) Judge(ScoredLeads leads, CancellationToken stop)
    {
        var rows = leads.Judged;
        if (!leads.HasOutcomes)
            return (card.Quality, $"{leads.FileName} does not say what became of its leads. {Held}.");
        if (Math.Min(rows.Converted, rows.Known - rows.Converted) < FlatLabels.FewestOfEachClass)
        {
            return (card.Quality,
                $"{leads.FileName} has {Figures.Count(rows.Converted)} leads that converted and {Figures.Count(rows.Known - rows.Converted)} that did not, " +
                $"too few to judge a model on. {Held}.");
        }

        // The same numbers of rows and conversions as the training data: it is the training data.
        if (rows.Known == card.Rows && rows.Converted == card.Positives)
            return (card.Quality, $"The model was trained on the leads of {leads.FileName}, so figures on them would flatter it. {Held}.");

        var sample = rows.Count < rows.Known ? $"{Figures.Count(rows.Count)} evenly spaced of the " : "";
        var split = $"{sample}{Figures.Count(rows.Known)} leads of {leads.FileName} with a known outcome";
        return (OnGiven(rows, split, stop),
            $"The figures are measured on {split}. They hold only if the model was not trained on these leads; logistic regression " +
            "had the advantage of learning from four fifths of these very leads at a time.");
    }

    QualityReport OnGiven(JudgedRows rows, string split, CancellationToken stop)
    {
        var (columns, labels) = (rows.ToColumns(), rows.ToLabels());
        var folds = Folds.Assign(labels, null, FoldCount, seed: 0);
        var logistic = new double[labels.Length];
        for (var fold = 0; fold < FoldCount; fold++)
        {
            var (inside, outside) = Folds.Split(folds, fold);
            var predicted = LogisticRegression.Fit(columns, CategoryCounts(), labels, outside, stop: stop).Predict(columns, inside);
            for (var i = 0; i < inside.Length; i++)
                logistic[inside[i]] = predicted[i];
        }

        return QualityJudge.Judge(
            split, labels, [.. rows.Scores.Select(ConversionModel.Probability)], (double)card.Positives / card.Rows, logistic);
    }

    int[] CategoryCounts() =>
        [.. model.Schema.Columns.Select(column => column.Kind is ColumnKind.Categorical or ColumnKind.Boolean ? column.Levels.Count : 0)];
}
