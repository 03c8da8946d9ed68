namespace WarmLeads.ML.BoostedTrees;

/// <summary>How much each feature is needed: what is lost when its values are dealt out anew.</summary>
/// <remarks>
/// Measure on rows that the model was not trained on. Features that say the same stand in for each other, so each alone
/// may seem needless. Source: Breiman 2001; Fisher, Rudin and Dominici 2019.
/// </remarks>
public static class PermutationImportance
{
    const int BlockLength = 1024;

    /// <summary>Measures it.</summary>
    /// <param name="model">A model of log-odds; of one that is calibrated, the calibrated answers count.</param>
    /// <param name="rows">Row-major, shape [n, features], at least one row.</param>
    /// <param name="labels">Shape [n], each 0 or 1.</param>
    /// <param name="seed">Of the permutations.</param>
    /// <param name="repeats">Permutations of each feature, 2 or more.</param>
    /// <param name="weights">Shape [n], none negative; empty for all 1.</param>
    /// <param name="numberOfThreads">Threads to use, 0 = one per processor; the answer does not depend on it.</param>
    /// <returns>One effect per feature; all 0 for a feature that no tree uses.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or the model's scores are not log-odds.</exception>
    public static IReadOnlyList<PermutationEffect> Measure(
        IScoringModel model, ReadOnlyMemory<double> rows, ReadOnlyMemory<float> labels, ulong seed, int repeats = 5,
        ReadOnlyMemory<float> weights = default, int numberOfThreads = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(numberOfThreads);
        var count = RowShape.Check(model.Schema, rows.Length, weights.Span);
        if (labels.Length != count || model.Link != ScoreLink.Logistic)
        {
            throw new ArgumentException(
                $"There are {labels.Length} labels for {count} rows, and the model's scores are {model.Link}; pass a label for each row and a model of log-odds.");
        }

        var uses = model.FeatureImportance(ImportanceKind.SplitCount);
        int[] used = [.. Enumerable.Range(0, uses.Length).Where(feature => uses[feature] > 0)];
        var run = new Run(model, rows, labels, weights, seed, used, repeats);
        using (var crew = new WorkCrew(Math.Min(WorkCrew.Resolve(numberOfThreads), Math.Max(1, run.Figures.Length))))
        {
            crew.Run(run, run.Figures.Length);
        }

        var (baseLoss, baseAuc) = run.Judge(-1, 0);
        var effects = new PermutationEffect[uses.Length];
        for (var i = 0; i < used.Length; i++)
        {
            var own = run.Figures.AsSpan(i * repeats, repeats).ToArray();
            var (lossMean, lossDeviation) = MeanAndDeviation([.. own.Select(figure => figure.LogLoss - baseLoss)]);
            var (aucMean, aucDeviation) = MeanAndDeviation([.. own.Select(figure => baseAuc - figure.Auc)]);
            effects[used[i]] = new PermutationEffect(lossMean, lossDeviation, aucMean, aucDeviation);
        }

        return effects;
    }

    static (double Mean, double Deviation) MeanAndDeviation(double[] numbers)
    {
        var mean = numbers.Average();
        return (mean, Math.Sqrt(numbers.Sum(number => (number - mean) * (number - mean)) / (numbers.Length - 1)));
    }

    sealed class Run(
        IScoringModel model, ReadOnlyMemory<double> rows, ReadOnlyMemory<float> labels, ReadOnlyMemory<float> weights, ulong seed,
        int[] features, int repeats) : IBlockWork
    {
        public (double LogLoss, double Auc)[] Figures { get; } = new (double LogLoss, double Auc)[features.Length * repeats];

        void IBlockWork.Run(int block) => Figures[block] = Judge(features[block / repeats], block % repeats);

        /// <summary>The figures with one feature's values dealt out anew; -1 leaves all as they are.</summary>
        public (double LogLoss, double Auc) Judge(int feature, int repeat)
        {
            var width = model.Schema.Count;
            var from = feature < 0 ? null : Permutation(CounterRandom.Key(seed, (feature * repeats) + repeat, RandomPurpose.Permutation));
            var (probabilities, part) = (new double[labels.Length], new double[BlockLength * width]);
            for (var start = 0; start < probabilities.Length; start += BlockLength)
            {
                var count = Math.Min(BlockLength, probabilities.Length - start);
                var values = part.AsSpan(0, count * width);
                rows.Span.Slice(start * width, values.Length).CopyTo(values);
                for (var i = 0; from is not null && i < count; i++)
                {
                    values[(i * width) + feature] = rows.Span[(from[start + i] * width) + feature];
                }

                model.Predict(values, probabilities.AsSpan(start, count));
            }

            foreach (ref var probability in probabilities.AsSpan())
            {
                probability = PortableMath.Logistic(probability);
            }

            var metrics = BinaryClassificationMetrics.Evaluate(probabilities, labels.Span, weights.Span);
            return (metrics.LogLoss, metrics.AreaUnderRocCurve);
        }

        // Fisher and Yates.
        int[] Permutation(uint key)
        {
            int[] order = [.. Enumerable.Range(0, labels.Length)];
            for (var i = order.Length - 1; i > 0; i--)
            {
                var other = (int)(((ulong)CounterRandom.Bits(key, (uint)i) * (ulong)(i + 1)) >> 32);
                (order[i], order[other]) = (order[other], order[i]);
            }

            return order;
        }
    }
}
