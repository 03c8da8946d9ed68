namespace WarmLeads.ML.BoostedTrees;

/// <summary>The probability of a yes, in log-odds.</summary>
sealed class LogLossObjective(BinnedDataset data, int[] train) : TrainingObjective
{
    public override float[] Labels => data.Labels;

    public override Variance Variance => Variance.Binomial;

    public override double LargestStep => SplitRules.LargestLogOdds;

    public override bool CanLearn => LabelSums.Vary(data, train);

    public override ForestLink LinkAfter(int trees) => ForestLink.Logistic;

    public override double StartingScore() => BaseRate.LogOdds(data, train);

    public override Loss LossOf(int[] rows, double[] scores, double[]? means) => new LogLoss(data, rows, scores, means);
}
