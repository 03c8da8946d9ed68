namespace WarmLeads.ML.BoostedTrees;

/// <summary>Walks rows down the trees of a forest.</summary>
sealed class ForestPredictor(Forest forest)
{
    /// <summary>The features of a row.</summary>
    public int Width => forest.Schema.Count;

    /// <summary>The score of one row, in log-odds.</summary>
    public double Score(ReadOnlySpan<double> row)
    {
        var score = forest.BaseScore;
        foreach (var tree in forest.Trees)
        {
            var at = 0;
            while (!tree[at].IsLeaf)
            {
                at = forest.GoesLeft(tree[at], row) ? at + 1 : tree[at].Right;
            }

            score += tree[at].Value;
        }

        return score;
    }

    /// <summary>The scores of many rows, in log-odds.</summary>
    public unsafe void Score(ReadOnlySpan<double> rows, Span<double> scores, int numberOfThreads)
    {
        fixed (double* row = rows, score = scores)
        {
            var batch = new ScoreBatch(this, row, score, scores.Length);
            using var crew = new WorkCrew(Math.Min(WorkCrew.Resolve(numberOfThreads), Math.Max(1, batch.BlockCount)));
            crew.Run(batch, batch.BlockCount);
        }
    }
}
