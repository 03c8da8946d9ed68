namespace WarmLeads.ML.Scoring;

/// <summary>Between which figures the truth lies (95 %), given how few leads were judged.</summary>
/// <param name="Auc">Of the area under the ROC curve.</param>
/// <param name="LogLoss">Of the log-loss.</param>
/// <param name="Rate">Of the share that converts.</param>
/// <param name="Outcomes">Leads of the rarer outcome that they rest on.</param>
public sealed record QualityIntervals(FigureInterval Auc, FigureInterval LogLoss, FigureInterval Rate, int Outcomes);
