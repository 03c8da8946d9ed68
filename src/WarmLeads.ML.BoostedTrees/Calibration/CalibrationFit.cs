namespace WarmLeads.ML.BoostedTrees;

/// <summary>Fits a map: Newton's method on the log-loss, with every slope held above the least one.</summary>
/// <remarks>The loss is convex in the parameters of every kind, so there is one answer, and its bits do not depend on the machine.</remarks>
static class CalibrationFit
{
    const int MostSteps = 100, MostHalvings = 40;
    const double Tolerance = 1e-10;

    // A spline is for plenty of examples: with fewer it follows noise.
    const int SplineExamples = 5000, SplineMinority = 200;

    static readonly double[] SplineQuantiles = [0.005, 0.1, 0.3, 0.5, 0.7, 0.9, 0.995];

    /// <summary>The map, or null and a sentence when the examples do not carry one of this kind.</summary>
    public static CalibrationMap? TryFit(CalibrationKind kind, CalibrationExamples examples, out string? refusal)
    {
        refusal = null;
        switch (kind)
        {
            case CalibrationKind.Identity:
                return CalibrationMap.Identity;
            case CalibrationKind.Temperature or CalibrationKind.Affine:
                var straight = new StraightBasis(kind == CalibrationKind.Affine);
                return straight.Map(kind, Minimize(straight, examples));
            case CalibrationKind.Beta:
                var beta = new BetaBasis();
                return beta.Map(kind, Minimize(beta, examples));
            case CalibrationKind.Quadratic:
                return FitQuadratic(examples, out refusal);
            case CalibrationKind.Spline:
                return FitSpline(examples, out refusal);
            default:
                throw new ArgumentException($"The calibration kind {(int)kind} is unknown; use one of {string.Join(", ", Enum.GetNames<CalibrationKind>())}.");
        }
    }

    /// <summary>The parameters with the least log-loss plus pull towards the identity.</summary>
    /// <param name="basis">The family.</param>
    /// <param name="examples">The examples.</param>
    public static double[] Minimize(CalibrationBasis basis, CalibrationExamples examples)
    {
        var count = basis.Count;
        var (functions, fixedParts) = (new double[examples.Count * count], new double[examples.Count]);
        for (var row = 0; row < fixedParts.Length; row++)
        {
            fixedParts[row] = basis.Fill(examples.Scores[row], functions.AsSpan(row * count, count));
        }

        var (parameters, gradient, hessian) = ((double[])basis.Identity.Clone(), new double[count], new double[count, count]);
        var loss = Loss(parameters);
        for (var step = 0; step < MostSteps; step++)
        {
            var direction = NewtonStep(basis, parameters, gradient, hessian);
            var promise = 0.0;
            for (var i = 0; i < count; i++)
            {
                promise += gradient[i] * direction[i];
            }

            // Steps square their error: after one that promises so little, nothing is left that the loss could show.
            if (promise <= Tolerance * Math.Max(1, loss))
            {
                return Moved(direction, 1);
            }

            // A step that does not help is shortened; the hessian far from the answer may promise too much.
            var (length, next, nextLoss) = (1.0, parameters, loss);
            for (var halving = 0; halving < MostHalvings && !(nextLoss < loss); halving++, length /= 2)
            {
                next = Moved(direction, length);
                nextLoss = Loss(next);
            }

            if (!(nextLoss < loss))
            {
                break;
            }

            (parameters, loss) = (next, nextLoss);
        }

        return parameters;

        double[] Moved(double[] direction, double length) =>
            [.. parameters.Select((value, i) => Math.Max(basis.LeastOf(i), value - (length * direction[i])))];

        double Loss(double[] values) =>
            Pull(basis, values, gradient, hessian) + AddExamples(examples, functions, fixedParts, values, gradient, hessian);
    }

    static CalibrationMap? FitQuadratic(CalibrationExamples examples, out string? refusal)
    {
        refusal = null;
        if (examples.Count == 0 || examples.Scores.Min() == examples.Scores.Max() || examples.Weights.Sum() == 0)
        {
            refusal = $"A quadratic map needs two different scores; there are {examples.Count} examples with one at most, or without weight. Choose a simpler kind.";
            return null;
        }

        var basis = new KnotBasis([examples.Scores.Min(), examples.Scores.Max()], Quantiles(examples, 0.5)[0]);
        var map = basis.Map(CalibrationKind.Quadratic, Minimize(basis, examples));
        if (map.Slopes[0] <= CalibrationBasis.LeastSlope || map.Slopes[1] <= CalibrationBasis.LeastSlope)
        {
            refusal = "The quadratic map of these examples falls within their scores, which would turn the order of some round. Choose another kind.";
            return null;
        }

        return map;
    }

    static CalibrationMap? FitSpline(CalibrationExamples examples, out string? refusal)
    {
        refusal = null;
        var positives = examples.Labels.Count(label => label > 0.5);
        var minority = Math.Min(positives, examples.Count - positives);
        double[] knots = [.. Quantiles(examples, SplineQuantiles).Distinct()];
        if (examples.Count < SplineExamples || minority < SplineMinority || knots.Length < 3)
        {
            refusal = $"A spline needs {SplineExamples} examples, {SplineMinority} of each class, and 3 different quantiles of the scores; " +
                $"there are {examples.Count}, {minority} and {knots.Length}. Choose a simpler kind.";
            return null;
        }

        var basis = new KnotBasis(knots, knots[knots.Length / 2]);
        return basis.Map(CalibrationKind.Spline, Minimize(basis, examples));
    }

    // The lowest scores that have these shares of the weight at or below them; none when there is no weight.
    static double[] Quantiles(CalibrationExamples examples, params double[] shares)
    {
        var (sorted, weights) = ((double[])examples.Scores.Clone(), (double[])examples.Weights.Clone());
        Array.Sort(sorted, weights);
        var total = weights.Sum();
        var quantiles = new List<double>();
        double sum = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            sum += weights[i];
            while (quantiles.Count < shares.Length && sum >= shares[quantiles.Count] * total && total > 0)
            {
                quantiles.Add(sorted[i]);
            }
        }

        return [.. quantiles];
    }

    static double Pull(CalibrationBasis basis, double[] parameters, double[] gradient, double[,] hessian)
    {
        var loss = 0.0;
        Array.Clear(hessian);
        for (var i = 0; i < parameters.Length; i++)
        {
            var (distance, pull) = (parameters[i] - basis.Identity[i], basis.Ridge[i]);
            loss += pull * distance * distance / 2;
            gradient[i] = pull * distance;
            hessian[i, i] = pull;
        }

        return loss;
    }

    static double AddExamples(
        CalibrationExamples examples, double[] functions, double[] fixedParts, double[] parameters, double[] gradient, double[,] hessian)
    {
        var (count, loss) = (parameters.Length, 0.0);
        for (var row = 0; row < fixedParts.Length; row++)
        {
            var own = functions.AsSpan(row * count, count);
            var z = fixedParts[row];
            for (var i = 0; i < own.Length; i++)
            {
                z += parameters[i] * own[i];
            }

            // ln(1 + e^-z) and the probability share one exponential.
            var (weight, label, small) = (examples.Weights[row], examples.Labels[row], PortableMath.Exp(-Math.Abs(z)));
            var p = (z >= 0 ? 1 : small) / (1 + small);
            loss += weight * (Math.Max(-z, 0) + PortableMath.Log(1 + small) + ((1 - label) * z));
            var (g, h) = (weight * (p - label), weight * p * (1 - p));
            for (var i = 0; i < own.Length; i++)
            {
                gradient[i] += g * own[i];
                var curvature = h * own[i];
                for (var j = 0; j <= i; j++)
                {
                    hessian[i, j] += curvature * own[j];
                }
            }
        }

        return loss;
    }

    // Solves hessian x step = gradient by elimination, over the parameters that are not pressed against their least value.
    static double[] NewtonStep(CalibrationBasis basis, double[] parameters, double[] gradient, double[,] hessian)
    {
        var free = Enumerable.Range(0, basis.Count).Where(i => parameters[i] > basis.LeastOf(i) || gradient[i] < 0).ToArray();
        var (matrix, right) = (new double[free.Length, free.Length], new double[free.Length]);
        for (var i = 0; i < free.Length; i++)
        {
            right[i] = gradient[free[i]];
            for (var j = 0; j < free.Length; j++)
            {
                matrix[i, j] = hessian[Math.Max(free[i], free[j]), Math.Min(free[i], free[j])];
            }
        }

        var direction = new double[basis.Count];
        var solution = Solve(matrix, right);
        for (var i = 0; i < free.Length; i++)
        {
            direction[free[i]] = solution[i];
        }

        return direction;
    }

    // The matrix is positive definite, so elimination needs no exchange of rows.
    static double[] Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        for (var k = 0; k < n; k++)
        {
            for (var i = k + 1; i < n; i++)
            {
                var factor = matrix[i, k] / matrix[k, k];
                for (var j = k; j < n; j++)
                {
                    matrix[i, j] -= factor * matrix[k, j];
                }

                right[i] -= factor * right[k];
            }
        }

        for (var k = n - 1; k >= 0; k--)
        {
            for (var j = k + 1; j < n; j++)
            {
                right[k] -= matrix[k, j] * right[j];
            }

            right[k] /= matrix[k, k];
        }

        return right;
    }
}
