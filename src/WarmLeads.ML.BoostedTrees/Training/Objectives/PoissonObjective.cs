namespace WarmLeads.ML.BoostedTrees;

/// <summary>The mean of a count or an amount, as its logarithm.</summary>
sealed class PoissonObjective(BinnedDataset data, int[] train) : TrainingObjective
{
    // A row whose mean is estimated beyond e^50 or below e^-50 weighs as if it were there.
    const double LargestExponent = 50;

    /// <summary>Newton's step, at most 1.</summary>
    /// <remarks>
    /// With r = sum of labels / sum of means of a leaf and v = min(r - 1, 1), the change of the loss per mean is
    /// e^v - 1 - r v, at most e^v - 1 - v - v^2, which is negative for every v from -1 to 1: no step makes the loss worse.
    /// </remarks>
    public const double LargestLogStep = 1;

    public override float[] Labels => data.Labels;

    public override Variance Variance => Variance.Poisson;

    public override double LargestStep => LargestLogStep;

    public override bool CanLearn =>
        LabelSums.Vary(data, train) || (data.InitialScores is not null && data.Labels[train[0]] > 0);

    public override ForestLink LinkAfter(int trees) => ForestLink.Exponential;

    /// <summary>The logarithm of the sum of labels over that of e^initial score; where all are 0, half a one is imagined on one example more.</summary>
    public override double StartingScore()
    {
        var (sum, weight) = LabelSums.Of(data, train);
        var rate = sum > 0 ? sum / weight : 0.5 / (weight + 1);
        if (data.InitialScores is not { } initial)
        {
            return PortableMath.Log(rate);
        }

        var expected = 0.0;
        foreach (var row in train)
        {
            var own = data.Weights is null ? 1.0 : data.Weights[row];
            expected += own * PortableMath.Exp(Math.Clamp(initial[row], -LargestExponent, LargestExponent));
        }

        return PortableMath.Log(rate * (weight / expected));
    }

    public override Loss LossOf(int[] rows, double[] scores, double[]? means) =>
        new PoissonLoss(data, Labels, rows, scores, means, exposures: null, logRates: null, LargestExponent);
}
