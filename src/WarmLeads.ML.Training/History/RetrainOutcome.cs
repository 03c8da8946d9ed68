namespace WarmLeads.ML.Training;

/// <summary>A model trained from a history, and whether it may take over.</summary>
/// <param name="Trained">The new model.</param>
/// <param name="Decision">The judgement beside the serving model.</param>
public sealed record RetrainOutcome(TrainedModel Trained, GateDecision Decision);
