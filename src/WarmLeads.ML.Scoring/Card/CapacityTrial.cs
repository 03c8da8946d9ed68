namespace WarmLeads.ML.Scoring;

/// <summary>One size that was tried.</summary>
/// <param name="Capacity">Its name.</param>
/// <param name="Trees">Mean number of trees at which its folds stopped.</param>
/// <param name="LogLoss">Out-of-fold log-loss.</param>
/// <param name="StandardError">Standard error of its difference to the best; 0 for the best.</param>
public sealed record CapacityTrial(string Capacity, double Trees, double LogLoss, double StandardError);
