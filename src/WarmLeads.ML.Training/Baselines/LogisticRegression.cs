using MathNet.Numerics.LinearAlgebra;

namespace WarmLeads.ML.Training;

/// <summary>Logistic regression with a ridge: the baseline that a model must beat.</summary>
/// <remarks>
/// A careful one, so that beating it means something: numbers are standardised, with logarithms where tails are heavy,
/// categories are one-hot, missing values have coefficients of their own. Columns are encoded as for the boosted trees.
/// Fitted by Newton's method with halved steps; the loss falls with every step, and the same input gives the same bits.
/// </remarks>
public sealed class LogisticRegression
{
    const int IterationsOfHalving = 40;
    const double GradientTolerance = 1e-9;

    readonly LinearColumn[] _columns;
    readonly double[] _coefficients;

    LogisticRegression(LinearColumn[] columns, double[] coefficients) => (_columns, _coefficients) = (columns, coefficients);

    /// <summary>Coefficients, the intercept last.</summary>
    internal ReadOnlySpan<double> Coefficients => _coefficients;

    /// <summary>How each column enters.</summary>
    internal IReadOnlyList<LinearColumn> Columns => _columns;

    /// <summary>Fits the model.</summary>
    /// <param name="columns">Values by column, each of shape [N]: numbers, NaN when missing, or codes from 0, NaN or negative when missing.</param>
    /// <param name="categoryCounts">Number of codes by column; 0 for a column of numbers.</param>
    /// <param name="labels">Shape [N], each in 0..1.</param>
    /// <param name="rows">The rows to learn from, shape [n], each in 0..N-1.</param>
    /// <param name="weights">Shape [N], none negative; null for all 1.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <param name="stop">Stops the fit.</param>
    /// <exception cref="ArgumentException">The rows hold one class only, or the shapes differ.</exception>
    public static LogisticRegression Fit(
        IReadOnlyList<double[]> columns, IReadOnlyList<int> categoryCounts, float[] labels, ReadOnlySpan<int> rows,
        float[]? weights = null, LogisticRegressionOptions? options = null, CancellationToken stop = default)
    {
        options ??= new LogisticRegressionOptions();
        options.Validate();
        if (columns.Count != categoryCounts.Count)
            throw new ArgumentException($"There are {columns.Count} columns but category counts for {categoryCounts.Count}; give one for each.", nameof(categoryCounts));

        double total = 0, positive = 0;
        foreach (var row in rows)
        {
            total += weights?[row] ?? 1;
            positive += (weights?[row] ?? 1) * labels[row];
        }

        if (!(positive > 0 && positive < total))
            throw new ArgumentException("The rows to learn from hold one class only; logistic regression needs both.", nameof(rows));

        var linear = LinearColumns.Fit(columns, categoryCounts, rows, weights, options);
        var problem = new LinearProblem(linear, columns, labels, rows, weights, options.Ridge);
        var coefficients = new double[problem.TermCount];
        coefficients[^1] = Math.Log(positive / (total - positive));
        Minimise(problem, coefficients, total, options.MaximumIterations, stop);
        return new LogisticRegression(linear, coefficients);
    }

    /// <summary>The log-odds of one row.</summary>
    /// <param name="columns">Columns as in <see cref="Fit"/>.</param>
    /// <param name="row">The row, 0..N-1.</param>
    public double Score(IReadOnlyList<double[]> columns, int row)
    {
        var score = _coefficients[^1];
        for (var i = 0; i < _columns.Length; i++)
        {
            var (term, factor) = _columns[i].Encode(columns[i][row]);
            if (factor != 0)
                score += factor * _coefficients[term];
        }

        return score;
    }

    /// <summary>Probabilities of rows, shape [n].</summary>
    /// <param name="columns">Columns as in <see cref="Fit"/>.</param>
    /// <param name="rows">The rows, shape [n], each in 0..N-1.</param>
    public double[] Predict(IReadOnlyList<double[]> columns, ReadOnlySpan<int> rows)
    {
        var probabilities = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            probabilities[i] = LinearProblem.Logistic(Score(columns, rows[i]));
        return probabilities;
    }

    static void Minimise(
        LinearProblem problem, double[] coefficients, double totalWeight, int maximumIterations, CancellationToken stop)
    {
        var count = coefficients.Length;
        var (gradient, hessian, trial) = (new double[count], new double[count * count], new double[count]);
        var loss = problem.Evaluate(coefficients, gradient, hessian);
        for (var iteration = 0; iteration < maximumIterations; iteration++)
        {
            stop.ThrowIfCancellationRequested();
            if (gradient.Max(Math.Abs) <= GradientTolerance * totalWeight)
                return;

            // Newton's step may overshoot where the loss is flat; half of it, or half of that, always goes down.
            var step = Matrix<double>.Build.Dense(count, count, hessian).Cholesky()
                .Solve(Vector<double>.Build.Dense(gradient));
            var fraction = 1.0;
            for (var halving = 0; ; halving++, fraction /= 2)
            {
                if (halving == IterationsOfHalving)
                    return;
                for (var i = 0; i < count; i++)
                    trial[i] = coefficients[i] - (fraction * step[i]);
                if (problem.Loss(trial) <= loss)
                    break;
            }

            trial.CopyTo(coefficients, 0);
            var before = loss;
            loss = problem.Evaluate(coefficients, gradient, hessian);
            if (before - loss <= 1e-14 * before && fraction == 1)
                return;
        }
    }
}
