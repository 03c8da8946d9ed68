namespace WarmLeads.ML.BoostedTrees;

/// <summary>The mean of a value, in its own unit.</summary>
sealed class SquaredErrorObjective(BinnedDataset data, int[] train) : TrainingObjective
{
    public override float[] Labels => data.Labels;

    public override Variance Variance => Variance.Unit;

    // A leaf is a mean of residuals. One beyond their whole range could only be thrown back by the next tree.
    public override double LargestStep { get; } = RangeOfResiduals(data, train);

    public override bool CanLearn => LargestStep > 0;

    public override ForestLink LinkAfter(int trees) => ForestLink.Identity;

    public override double StartingScore()
    {
        var (sum, weight) = LabelSums.Of(data, train);
        return (sum - LabelSums.OfInitialScores(data, train)) / weight;
    }

    public override Loss LossOf(int[] rows, double[] scores, double[]? means) => new SquaredError(data, rows, scores, means);

    static double RangeOfResiduals(BinnedDataset data, int[] rows)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var row in rows)
        {
            var residual = data.Labels[row] - (data.InitialScores?[row] ?? 0);
            (low, high) = (Math.Min(low, residual), Math.Max(high, residual));
        }

        return high - low;
    }
}
