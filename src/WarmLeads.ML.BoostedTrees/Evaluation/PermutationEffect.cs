namespace WarmLeads.ML.BoostedTrees;

/// <summary>What a model loses when a feature's values are dealt out anew among the rows.</summary>
/// <param name="LogLossIncrease">Mean increase of the log-loss over the repeats, in nats.</param>
/// <param name="LogLossDeviation">Its standard deviation over the repeats.</param>
/// <param name="AucDecrease">Mean decrease of the area under the ROC curve; NaN when one class is absent.</param>
/// <param name="AucDeviation">Its standard deviation over the repeats.</param>
public readonly record struct PermutationEffect(double LogLossIncrease, double LogLossDeviation, double AucDecrease, double AucDeviation);
