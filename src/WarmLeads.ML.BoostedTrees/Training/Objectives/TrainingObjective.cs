namespace WarmLeads.ML.BoostedTrees;

/// <summary>All that the loop over trees needs to know of what it minimises.</summary>
abstract class TrainingObjective
{
    /// <summary>Which second derivative the loss has.</summary>
    public abstract Variance Variance { get; }

    /// <summary>The largest value of a leaf before the learning rate, in units of the score.</summary>
    public abstract double LargestStep { get; }

    /// <summary>False when no tree could be any better than the starting score.</summary>
    public abstract bool CanLearn { get; }

    /// <summary>The constant that the fit starts from.</summary>
    public abstract double StartingScore();

    /// <summary>The loss over some examples.</summary>
    /// <param name="rows">Examples that count.</param>
    /// <param name="scores">Scores by example.</param>
    /// <param name="means">Receives the mean of each of the rows by example; null = not asked for.</param>
    public abstract Loss LossOf(int[] rows, double[] scores, double[]? means);

    /// <summary>How the model answers.</summary>
    public abstract ForestLink Link { get; }

    /// <summary>What the options ask for, over checked labels.</summary>
    /// <param name="objective">Of the options.</param>
    /// <param name="data">The binned examples.</param>
    /// <param name="train">Training rows with a weight, at least one.</param>
    /// <param name="validation">Validation rows with a weight.</param>
    /// <exception cref="ArgumentException">A label does not fit the objective; the row is named.</exception>
    public static TrainingObjective Create(Objective objective, BinnedDataset data, int[] train, int[] validation)
    {
        LabelCheck.Check(objective, data, train);
        LabelCheck.Check(objective, data, validation);
        return objective switch
        {
            Objective.SquaredError => new SquaredErrorObjective(data, train),
            Objective.Poisson => new PoissonObjective(data, train),
            _ => new LogLossObjective(data, train),
        };
    }
}
