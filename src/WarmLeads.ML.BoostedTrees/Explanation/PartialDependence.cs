namespace WarmLeads.ML.BoostedTrees;

/// <summary>What a model answers on average when one or two features of all rows are set to a value.</summary>
/// <remarks>By definition and by the model itself, row by row; rows that could not occur are asked, too. Source: Friedman 2001; Goldstein et al. 2015 (individual curves).</remarks>
public sealed class PartialDependence
{
    const int BlockLength = 1024;

    PartialDependence(int[] features, double[][] grids, double[] meanScores, double[] means, double[] individual) =>
        (Features, Grids, MeanScores, Means, IndividualScores) = (features, grids, meanScores, means, individual);

    /// <summary>The features, one or two.</summary>
    public IReadOnlyList<int> Features { get; }

    /// <summary>The values of each feature; NaN is missing.</summary>
    public IReadOnlyList<double[]> Grids { get; }

    /// <summary>Mean score, shape [values] or [values of the first, values of the second].</summary>
    public double[] MeanScores { get; }

    /// <summary>Mean of <see cref="Prediction.Mean"/> (the probability), of the same shape.</summary>
    public double[] Means { get; }

    /// <summary>The score of every row at every value, shape [rows, values...]; empty unless asked for.</summary>
    public double[] IndividualScores { get; }

    /// <summary>Measures one feature.</summary>
    /// <param name="model">The model; one that is calibrated gives calibrated answers.</param>
    /// <param name="rows">Row-major, shape [n, features], at least one row.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="grid">Its values, such as <see cref="FeatureGrid"/> chooses; categories are codes.</param>
    /// <param name="weights">Shape [n], none negative; empty for all 1.</param>
    /// <param name="keepsIndividualScores">True to keep every row's curve.</param>
    /// <param name="numberOfThreads">Threads to use, 0 = one per processor; the answer does not depend on it.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static PartialDependence OfOne(
        IScoringModel model, ReadOnlyMemory<double> rows, int feature, double[] grid, ReadOnlyMemory<float> weights = default,
        bool keepsIndividualScores = false, int numberOfThreads = 0) =>
        Measure(model, rows, [feature], [grid], weights, keepsIndividualScores, numberOfThreads);

    /// <summary>Measures two features together.</summary>
    /// <param name="model">The model; one that is calibrated gives calibrated answers.</param>
    /// <param name="rows">Row-major, shape [n, features], at least one row.</param>
    /// <param name="first">A feature.</param>
    /// <param name="firstGrid">Its values.</param>
    /// <param name="second">Another feature.</param>
    /// <param name="secondGrid">Its values.</param>
    /// <param name="weights">Shape [n], none negative; empty for all 1.</param>
    /// <param name="keepsIndividualScores">True to keep every row's surface.</param>
    /// <param name="numberOfThreads">Threads to use, 0 = one per processor; the answer does not depend on it.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or the features are the same.</exception>
    public static PartialDependence OfTwo(
        IScoringModel model, ReadOnlyMemory<double> rows, int first, double[] firstGrid, int second, double[] secondGrid,
        ReadOnlyMemory<float> weights = default, bool keepsIndividualScores = false, int numberOfThreads = 0) =>
        first != second
            ? Measure(model, rows, [first, second], [firstGrid, secondGrid], weights, keepsIndividualScores, numberOfThreads)
            : throw new ArgumentException($"Both features are feature {first}; pass two different ones.");

    static PartialDependence Measure(
        IScoringModel model, ReadOnlyMemory<double> rows, int[] features, double[][] grids, ReadOnlyMemory<float> weights,
        bool keepsIndividualScores, int numberOfThreads)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(numberOfThreads);
        var count = RowShape.Check(model.Schema, rows.Length, weights.Span);
        if (Array.Exists(features, feature => feature < 0 || feature >= model.Schema.Count) || Array.Exists(grids, grid => grid is null or []))
        {
            throw new ArgumentException(
                $"The features are {string.Join(" and ", features)} of {model.Schema.Count}; pass features of the model with at least one value each.");
        }

        var run = new Run(model, rows, features, grids, weights, keepsIndividualScores, count);
        using (var crew = new WorkCrew(Math.Min(WorkCrew.Resolve(numberOfThreads), run.MeanScores.Length)))
        {
            crew.Run(run, run.MeanScores.Length);
        }

        return new PartialDependence(features, grids, run.MeanScores, run.Means, run.Individual);
    }

    sealed class Run : IBlockWork
    {
        readonly IScoringModel _model;
        readonly ReadOnlyMemory<double> _rows;
        readonly int[] _features;
        readonly double[][] _grids;
        readonly ReadOnlyMemory<float> _weights;
        readonly int _rowCount;

        public Run(
            IScoringModel model, ReadOnlyMemory<double> rows, int[] features, double[][] grids, ReadOnlyMemory<float> weights,
            bool keepsIndividualScores, int rowCount)
        {
            (_model, _rows, _features, _grids, _weights, _rowCount) = (model, rows, features, grids, weights, rowCount);
            var points = grids.Aggregate(1, (product, grid) => checked(product * grid.Length));
            (MeanScores, Means) = (new double[points], new double[points]);
            Individual = keepsIndividualScores ? new double[checked(points * rowCount)] : [];
        }

        public double[] MeanScores { get; }

        public double[] Means { get; }

        public double[] Individual { get; }

        void IBlockWork.Run(int block)
        {
            var width = _model.Schema.Count;
            var (part, scores) = (new double[BlockLength * width], new double[BlockLength]);
            double scoreSum = 0, meanSum = 0, weightSum = 0;
            for (var start = 0; start < _rowCount; start += BlockLength)
            {
                var count = Math.Min(BlockLength, _rowCount - start);
                var values = part.AsSpan(0, count * width);
                _rows.Span.Slice(start * width, values.Length).CopyTo(values);
                for (var row = 0; row < count; row++)
                {
                    values[(row * width) + _features[^1]] = _grids[^1][block % _grids[^1].Length];
                    values[(row * width) + _features[0]] = _grids[0][_grids.Length == 1 ? block : block / _grids[1].Length];
                }

                _model.Predict(values, scores.AsSpan(0, count));
                for (var row = 0; row < count; row++)
                {
                    var weight = _weights.IsEmpty ? 1 : _weights.Span[start + row];
                    weightSum += weight;
                    scoreSum += weight * scores[row];
                    meanSum += weight * new Prediction(scores[row], _model.Link).Mean;
                    if (Individual.Length > 0)
                    {
                        Individual[((start + row) * MeanScores.Length) + block] = scores[row];
                    }
                }
            }

            (MeanScores[block], Means[block]) = (scoreSum / weightSum, meanSum / weightSum);
        }
    }
}
