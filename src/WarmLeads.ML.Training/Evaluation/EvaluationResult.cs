namespace WarmLeads.ML.Training;

/// <summary>The whole pipeline judged out of sample; figures are means over the folds.</summary>
public sealed record EvaluationResult
{
    /// <summary>Rows with a known outcome.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows of these that converted.</summary>
    public required int Positives { get; init; }

    /// <summary>Every fold.</summary>
    public required IReadOnlyList<FoldResult> Folds { get; init; }

    /// <summary>What was decided on the way, and what must be known of the figures, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Mean area under the ROC curve.</summary>
    public double Auc => Folds.Average(fold => fold.Auc);

    /// <summary>Mean log-loss.</summary>
    public double Logloss => Folds.Average(fold => fold.Logloss);

    /// <summary>Mean Brier score.</summary>
    public double Brier => Folds.Average(fold => fold.Brier);

    /// <summary>Mean calibration error over 15 bins.</summary>
    public double Ece15 => Folds.Average(fold => fold.Ece15);

    /// <summary>Mean lift of the highest tenth.</summary>
    public double Lift10 => Folds.Average(fold => fold.Lift10);

    /// <summary>Mean seconds of fitting.</summary>
    public double TrainSeconds => Folds.Average(fold => fold.TrainSeconds);
}
