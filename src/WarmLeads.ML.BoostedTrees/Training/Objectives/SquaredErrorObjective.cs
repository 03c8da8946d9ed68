namespace WarmLeads.ML.BoostedTrees;

/// <summary>The mean of a value, in its own unit.</summary>
sealed class SquaredErrorObjective(BinnedDataset data, int[] train) : TrainingObjective
{
    public override Variance Variance => Variance.Unit;

    // A leaf is a mean of residuals. One beyond the whole range of the labels could only be thrown back by the next tree.
    public override double LargestStep
    {
        get
        {
            var (low, high) = LabelSums.Range(data, train);
            return high - low;
        }
    }

    public override bool CanLearn => LabelSums.Vary(data, train);

    public override ForestLink Link => ForestLink.Identity;

    public override double StartingScore()
    {
        var (sum, weight) = LabelSums.Of(data, train);
        return sum / weight;
    }

    public override Loss LossOf(int[] rows, double[] scores, double[]? means) => new SquaredError(data, rows, scores, means);
}
