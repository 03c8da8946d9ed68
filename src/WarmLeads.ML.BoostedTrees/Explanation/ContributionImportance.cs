namespace WarmLeads.ML.BoostedTrees;

/// <summary>How far each feature moves scores: its mean absolute contribution over rows.</summary>
public static class ContributionImportance
{
    const int BlockLength = 256;

    /// <summary>Measures it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">Row-major, shape [n, features], at least one row.</param>
    /// <param name="weights">Shape [n], none negative; empty for all 1.</param>
    /// <param name="numberOfThreads">Threads to use, 0 = one per processor; the answer does not depend on it.</param>
    /// <returns>One number per feature, on the scale of the score, 0 or more.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or there is no weight.</exception>
    public static double[] Measure(
        IScoringModel model, ReadOnlyMemory<double> rows, ReadOnlyMemory<float> weights = default, int numberOfThreads = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(numberOfThreads);
        var count = RowShape.Check(model.Schema, rows.Length, weights.Span);
        var run = new Run(model, rows, weights, (count + BlockLength - 1) / BlockLength);
        using (var crew = new WorkCrew(Math.Min(WorkCrew.Resolve(numberOfThreads), run.Sums.Length)))
        {
            crew.Run(run, run.Sums.Length);
        }

        var total = weights.IsEmpty ? count : RowShape.Sum(weights.Span);
        return [.. Enumerable.Range(0, model.Schema.Count).Select(feature => run.Sums.Sum(sums => sums[feature]) / total)];
    }

    sealed class Run(IScoringModel model, ReadOnlyMemory<double> rows, ReadOnlyMemory<float> weights, int blockCount) : IBlockWork
    {
        public double[][] Sums { get; } = new double[blockCount][];

        void IBlockWork.Run(int block)
        {
            var width = model.Schema.Count;
            var start = block * BlockLength;
            var part = rows.Slice(start * width, Math.Min(BlockLength * width, rows.Length - (start * width))).Span;
            var (contributions, sums) = (new double[part.Length], new double[width]);
            model.Explain(part, contributions, 1);
            for (var i = 0; i < contributions.Length; i++)
            {
                sums[i % width] += (weights.IsEmpty ? 1 : weights.Span[start + (i / width)]) * Math.Abs(contributions[i]);
            }

            Sums[block] = sums;
        }
    }
}
