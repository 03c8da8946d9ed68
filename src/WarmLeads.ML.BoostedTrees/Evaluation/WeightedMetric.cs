namespace WarmLeads.ML.BoostedTrees;

/// <summary>A figure of examples that are known to the one who writes it, under weights that he does not choose.</summary>
/// <param name="weights">Shape [n], none negative; 0 leaves an example out.</param>
/// <returns>The figure; NaN when these weights allow none, such as the AUC of one class.</returns>
public delegate double WeightedMetric(ReadOnlySpan<float> weights);
