using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Training;

/// <summary>What a time budget allows on a table: which sizes, how many folds, how small the steps.</summary>
/// <remarks>
/// The plan follows from the table's shape and the stated budget alone, never from the clock, so that the same
/// call gives the same model on a slow machine and on a fast one.
/// </remarks>
/// <param name="Capacities">The sizes to try, simplest first.</param>
/// <param name="FoldCount">Folds, 2 or more.</param>
/// <param name="LearningRate">Step of each tree.</param>
/// <param name="NumberOfTrees">Most trees of a fold's model.</param>
/// <param name="EarlyStoppingRounds">Trees without an improvement after which a fold stops.</param>
public sealed record FitPlan(
    IReadOnlyList<Capacity> Capacities, int FoldCount, double LearningRate, int NumberOfTrees, int EarlyStoppingRounds)
{
    // Histogram updates a second that two cores of a plain server reach with folds side by side; on the careful side.
    const double UpdatesPerSecond = 3e8;

    // Fixed cost of one tree in the same unit, which is what small tables pay.
    const double UpdatesPerTree = 3e4;

    // Passes over the rows that a tree makes when only the smaller child is counted.
    const double PassesPerTree = 2.2;

    // A fold's model misses each of the rows that it does not see when they are few, and stops by chance where a fold holds only a
    // handful. Larger tables gain nothing from more folds that would be worth a forest twice as large.
    const int FewRows = 5000, RowsOfAFold = 300, MostFolds = 10;

    static readonly (int Folds, double Rate, int Trees, int Patience)[] Steps =
    [
        (5, 0.05, 2000, 60),
        (5, 0.1, 1000, 30),
        (4, 0.1, 500, 20),
        (3, 0.15, 300, 15),
        (2, 0.2, 150, 10),
    ];

    /// <summary>The best plan that the budget allows.</summary>
    /// <param name="rows">Rows of the table.</param>
    /// <param name="columns">Inputs of the table.</param>
    /// <param name="positives">Leads of the rarer outcome, however many rows each has.</param>
    /// <param name="budgetSeconds">Seconds allowed on 2 cores.</param>
    /// <param name="only">The only size to fit, when it has been chosen already; null to try all.</param>
    public static FitPlan For(int rows, int columns, int positives, double budgetSeconds, Capacity? only = null)
    {
        // Of few outcomes a tree of several splits learns chance.
        var all = positives < FlatLabels.EnoughOfEachClass ? Capacity.Simple : Capacity.All;
        var capacities = only is null ? all : only.Parts.Count > 0 ? only.Parts : [only];
        foreach (var step in Steps)
        {
            // Small sets stop early whatever the cap; a third of it is typical where it does not bind.
            var updates = capacities.Count(capacity => capacity.Options is not null) * step.Folds * (step.Trees / 3.0) *
                (PassesPerTree * rows * 0.75 * (step.Folds - 1) / step.Folds * columns * 0.6 + UpdatesPerTree);
            if (updates / UpdatesPerSecond <= budgetSeconds)
                return From(capacities, step, rows, positives);
        }

        return From(capacities, Steps[^1], rows, positives);
    }

    /// <summary>The engine's options for one size under this plan.</summary>
    public BoostedTreeOptions OptionsFor(Capacity capacity, ulong seed) => capacity.Options! with
    {
        LearningRate = Math.Min(1, LearningRate * capacity.RateFactor),
        NumberOfTrees = NumberOfTrees,
        EarlyStoppingRounds = EarlyStoppingRounds,
        Seed = seed,
        NumberOfThreads = 1,
    };

    static FitPlan From(
        IReadOnlyList<Capacity> capacities, (int Folds, double Rate, int Trees, int Patience) step, int rows, int positives)
    {
        var folds = rows <= FewRows ? Math.Clamp(rows / RowsOfAFold, step.Folds, MostFolds) : step.Folds;
        return new(capacities, Math.Clamp(positives / 2, 2, folds), step.Rate, step.Trees, step.Patience);
    }
}
