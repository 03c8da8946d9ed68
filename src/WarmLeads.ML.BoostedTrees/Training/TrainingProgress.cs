namespace WarmLeads.ML.BoostedTrees;

/// <summary>Where a fit stands after one more tree.</summary>
/// <param name="Tree">Trees grown so far, 1 or more.</param>
/// <param name="TreeCount">Trees at most.</param>
/// <param name="TrainLoss">Mean loss of the training examples after this tree.</param>
/// <param name="ValidationLoss">Mean loss of the validation examples after this tree; null without any.</param>
/// <param name="TimeLeft">To the last of <paramref name="TreeCount"/> trees at the pace so far, early stopping not foreseen; null without a clock.</param>
public readonly record struct TrainingProgress(int Tree, int TreeCount, double TrainLoss, double? ValidationLoss, TimeSpan? TimeLeft = null);
