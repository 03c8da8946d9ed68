namespace WarmLeads.ML.BoostedTrees;

/// <summary>Sums over examples, each times its weight.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="AbsoluteGradient">Absolute first derivatives.</param>
/// <param name="Hessian">Second derivatives.</param>
/// <param name="Weight">Weights.</param>
readonly record struct LossSums(double Loss, double AbsoluteGradient, double Hessian, double Weight)
{
    /// <summary>Loss per unit of weight.</summary>
    public double MeanLoss => Loss / Weight;

    public static LossSums operator +(LossSums a, LossSums b) =>
        new(a.Loss + b.Loss, a.AbsoluteGradient + b.AbsoluteGradient, a.Hessian + b.Hessian, a.Weight + b.Weight);
}
