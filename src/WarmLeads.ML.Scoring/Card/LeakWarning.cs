namespace WarmLeads.ML.Scoring;

/// <summary>A column that predicts too well to be known before the outcome.</summary>
/// <param name="Name">The column.</param>
/// <param name="AucAlone">AUC of this column alone on rows it was not fitted on, 0..1.</param>
/// <param name="LogLossWith">Log-loss of a quick model of this column and all that are not suspect.</param>
/// <param name="LogLossWithout">Log-loss of the same model without it.</param>
/// <param name="Message">One sentence that says what was measured and what to do.</param>
public sealed record LeakWarning(string Name, double AucAlone, double LogLossWith, double LogLossWithout, string Message);
