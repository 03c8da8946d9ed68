namespace WarmLeads.ML.BoostedTrees;

/// <summary>Sums over the examples of a node.</summary>
/// <param name="Gradient">First derivatives of the loss.</param>
/// <param name="Hessian">Second derivatives of the loss.</param>
/// <param name="Weight">Weights.</param>
/// <param name="Count">Number of examples.</param>
readonly record struct LeafSum(double Gradient, double Hessian, double Weight, long Count)
{
    public static LeafSum operator +(LeafSum a, LeafSum b) =>
        new(a.Gradient + b.Gradient, a.Hessian + b.Hessian, a.Weight + b.Weight, a.Count + b.Count);
}
