using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>A few small trees, for questions that need an answer at once: not a model to score with.</summary>
static class QuickTrees
{
    static readonly BoostedTreeOptions s_options = new()
    {
        NumberOfTrees = 60, NumberOfLeaves = 8, MaximumDepth = 4, LearningRate = 0.15, MinimumExampleCountPerLeaf = 10, L2Regularization = 2,
        NumberOfThreads = 1,
    };

    /// <summary>The chance of each row by trees that were fitted without its fold; rows weigh the same.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="folds">Fold of each row, shape [rows].</param>
    /// <param name="foldCount">Folds.</param>
    /// <param name="stop">Stops between trees.</param>
    public static double[] Probabilities(TrainingTable table, int[] folds, int foldCount, CancellationToken stop)
    {
        var data = Dataset.FromColumns(table.Features(), table.Columns, table.Labels);
        using var binned = BinnedDataset.Create(data, numberOfThreads: 1, stop: stop);
        var probabilities = new double[table.RowCount];
        for (var fold = 0; fold < foldCount; fold++)
        {
            var (inside, outside) = Folds.Split(folds, fold);
            var result = new BoostedTreeTrainer(s_options).Fit(binned, outside, inside, stop: stop);
            for (var i = 0; i < inside.Length; i++)
                probabilities[inside[i]] = ConversionModel.Probability(result.ValidationScores[i]);
        }

        return probabilities;
    }
}
