namespace WarmLeads.ML.Scoring;

/// <summary>How good the model was in a segment on rows that nothing of it was fitted on, with and without the segment's own part.</summary>
/// <param name="Rows">Rows of the segment that were judged.</param>
/// <param name="Positives">Those that converted.</param>
/// <param name="PooledLogLoss">Log-loss of the pooled model.</param>
/// <param name="LogLoss">Log-loss of the model with its segments' own parts.</param>
/// <param name="StandardError">Standard error of the difference of the two, by lead; 0 where they are the same.</param>
/// <param name="PooledAuc">AUC of the pooled model within the segment; NaN where all or none converted.</param>
/// <param name="Auc">AUC of the model with its segments' own parts.</param>
public sealed record SegmentQuality(
    int Rows, int Positives, double PooledLogLoss, double LogLoss, double StandardError, double PooledAuc, double Auc);
