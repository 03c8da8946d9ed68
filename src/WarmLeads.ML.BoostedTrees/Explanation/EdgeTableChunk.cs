namespace WarmLeads.ML.BoostedTrees;

/// <summary>Some of the points of the quadrature.</summary>
/// <param name="Points">The points t, at most 8.</param>
/// <param name="PointWeights">Weights of the quadrature, one per point.</param>
readonly record struct EdgeTableChunk(double[] Points, double[] PointWeights);
