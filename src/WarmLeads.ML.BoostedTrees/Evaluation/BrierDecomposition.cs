namespace WarmLeads.ML.BoostedTrees;

/// <summary>What a Brier score is made of: Brier = Reliability - Resolution + Uncertainty + Remainder.</summary>
/// <remarks>Over bins: the first three judge bin means, and the remainder is what happens within bins. Source: Murphy 1973; Stephenson et al. 2008.</remarks>
/// <param name="Brier">The Brier score, 0..1; lower is better.</param>
/// <param name="Reliability">Mean squared distance of a bin's mean probability from its rate; 0 is calibrated.</param>
/// <param name="Resolution">Mean squared distance of a bin's rate from the rate of all; higher tells more apart.</param>
/// <param name="Uncertainty">rate x (1 - rate): the Brier score of the base rate.</param>
public readonly record struct BrierDecomposition(double Brier, double Reliability, double Resolution, double Uncertainty)
{
    /// <summary>Variance of the probabilities within bins, less twice their covariance with the labels; near 0 when bins are narrow.</summary>
    public double Remainder => Brier - (Reliability - Resolution + Uncertainty);
}
