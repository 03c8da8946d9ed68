namespace WarmLeads.ML.BoostedTrees;

/// <summary>All that the loop over trees needs to know of what it minimises.</summary>
abstract class TrainingObjective
{
    /// <summary>What the loss is taken against, by example.</summary>
    public abstract float[] Labels { get; }

    /// <summary>Which second derivative the loss has.</summary>
    public abstract Variance Variance { get; }

    /// <summary>The largest value of a leaf before the learning rate, in units of the score.</summary>
    public abstract double LargestStep { get; }

    /// <summary>False when no tree could be any better than the starting score.</summary>
    public abstract bool CanLearn { get; }

    /// <summary>The largest absolute value of <see cref="ShiftAfter"/>.</summary>
    public virtual double LargestShift => 0;

    /// <summary>The constant that the fit starts from.</summary>
    public abstract double StartingScore();

    /// <summary>How a model of so many trees answers.</summary>
    public abstract ForestLink LinkAfter(int trees);

    /// <summary>What a model of so many trees adds to the scores of the fit.</summary>
    public virtual double ShiftAfter(int trees) => 0;

    /// <summary>Called before the losses are taken with no tree and after every tree; fits what is not in the trees.</summary>
    public virtual void Refresh(int trees, double[] scores)
    {
    }

    /// <summary>The loss over some examples.</summary>
    /// <param name="rows">Examples that count.</param>
    /// <param name="scores">Scores by example.</param>
    /// <param name="means">Receives the mean of each of the rows by example; null = not asked for.</param>
    public abstract Loss LossOf(int[] rows, double[] scores, double[]? means);

    /// <summary>What the options ask for, over checked labels.</summary>
    /// <param name="options">Validated options.</param>
    /// <param name="data">The binned examples.</param>
    /// <param name="train">Training rows with a weight, at least one.</param>
    /// <param name="validation">Validation rows with a weight.</param>
    /// <exception cref="ArgumentException">A label or the follow-up does not fit the objective; the row is named.</exception>
    public static TrainingObjective Create(BoostedTreeOptions options, BinnedDataset data, int[] train, int[] validation)
    {
        LabelCheck.Check(options.Objective, data, train);
        LabelCheck.Check(options.Objective, data, validation);
        return options.Objective switch
        {
            Objective.SquaredError => new SquaredErrorObjective(data, train),
            Objective.Poisson => new PoissonObjective(data, train),
            Objective.Hazard => new HazardObjective(data, train, validation, options.HazardIntervalEnds),
            _ => new LogLossObjective(data, train),
        };
    }
}
