namespace WarmLeads.ML.BoostedTrees;

/// <summary>A model's answer for one row.</summary>
/// <param name="Score">Log-odds.</param>
public readonly record struct Prediction(double Score)
{
    /// <summary>Probability of a positive label, 0..1.</summary>
    public double Probability => PortableMath.Logistic(Score);
}
