namespace WarmLeads.ML.BoostedTrees;

/// <summary>A fitted model and how the fit went.</summary>
/// <param name="Model">The model: its best number of trees with early stopping, else all of them.</param>
/// <param name="BestIteration">Trees of the model, 0 or more; 0 is a constant.</param>
/// <param name="ValidationScores">Scores of the validation rows by this model, on top of their initial scores, in their order; empty without any.</param>
/// <param name="ValidationLossByIteration">Mean loss of the validation rows with 0, 1, 2... trees; empty without any.</param>
/// <param name="TrainLossByIteration">Mean loss of the training rows with 0, 1, 2... trees.</param>
public sealed record FitResult(
    BoostedTreeModel Model,
    int BestIteration,
    double[] ValidationScores,
    double[] ValidationLossByIteration,
    double[] TrainLossByIteration);
