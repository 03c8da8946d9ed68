namespace WarmLeads.ML.Training;

/// <summary>The penalised log-loss of a linear model on its training rows, with derivatives.</summary>
/// <remarks>Shapes: n rows, c columns, t terms with the intercept last. Each column has at most one term in a row.</remarks>
sealed class LinearProblem
{
    readonly int _columnCount;
    readonly int[] _terms; // [n, c]
    readonly double[] _factors; // [n, c]
    readonly float[] _labels, _weights; // [n]
    readonly double _ridge;

    public LinearProblem(
        LinearColumn[] linear, IReadOnlyList<double[]> columns, float[] labels, ReadOnlySpan<int> rows, float[]? weights, double ridge)
    {
        _columnCount = linear.Length;
        _ridge = ridge;
        TermCount = linear.Sum(column => column.TermCount) + 1;
        _terms = new int[rows.Length * _columnCount];
        _factors = new double[rows.Length * _columnCount];
        (_labels, _weights) = (new float[rows.Length], new float[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            _labels[i] = labels[rows[i]];
            _weights[i] = weights?[rows[i]] ?? 1;
        }

        for (var column = 0; column < _columnCount; column++)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var at = (i * _columnCount) + column;
                (_terms[at], _factors[at]) = linear[column].Encode(columns[column][rows[i]]);
            }
        }
    }

    /// <summary>Terms with the intercept.</summary>
    public int TermCount { get; }

    public static double Logistic(double score) => 1 / (1 + Math.Exp(-score));

    public double Loss(ReadOnlySpan<double> coefficients)
    {
        var loss = Penalty(coefficients);
        for (var i = 0; i < _labels.Length; i++)
            loss += _weights[i] * LogLoss(Score(i, coefficients), _labels[i]);
        return loss;
    }

    /// <summary>The loss with its first derivatives, shape [t], and second derivatives, shape [t, t], both triangles.</summary>
    public double Evaluate(ReadOnlySpan<double> coefficients, Span<double> gradient, Span<double> hessian)
    {
        gradient.Clear();
        hessian.Clear();
        var count = TermCount;
        var loss = Penalty(coefficients);
        for (var i = 0; i < _labels.Length; i++)
        {
            var score = Score(i, coefficients);
            loss += _weights[i] * LogLoss(score, _labels[i]);
            var probability = Logistic(score);
            var slope = _weights[i] * (probability - _labels[i]);
            var curvature = _weights[i] * probability * (1 - probability);

            // Terms rise with the columns, so this fills one triangle only.
            var terms = _terms.AsSpan(i * _columnCount, _columnCount);
            var factors = _factors.AsSpan(i * _columnCount, _columnCount);
            for (var a = 0; a < terms.Length; a++)
            {
                var factor = factors[a];
                if (factor == 0)
                    continue;
                gradient[terms[a]] += slope * factor;
                var row = hessian.Slice(terms[a] * count, count);
                var curved = curvature * factor;
                for (var b = 0; b <= a; b++)
                    row[terms[b]] += curved * factors[b];
                hessian[((count - 1) * count) + terms[a]] += curved;
            }

            gradient[^1] += slope;
            hessian[^1] += curvature;
        }

        for (var a = 0; a < count; a++)
        {
            if (a < count - 1)
            {
                gradient[a] += _ridge * coefficients[a];
                hessian[(a * count) + a] += _ridge;
            }

            // Keeps the matrix positive where every probability is 0 or 1 to the last digit, or columns are the same.
            hessian[(a * count) + a] += 1e-10 * (1 + hessian[(a * count) + a]);
            for (var b = 0; b < a; b++)
                hessian[(b * count) + a] = hessian[(a * count) + b];
        }

        return loss;
    }

    double Score(int row, ReadOnlySpan<double> coefficients)
    {
        var score = coefficients[^1];
        var start = row * _columnCount;
        for (var i = start; i < start + _columnCount; i++)
            score += _factors[i] * coefficients[_terms[i]];
        return score;
    }

    double Penalty(ReadOnlySpan<double> coefficients)
    {
        double sum = 0;
        for (var i = 0; i < coefficients.Length - 1; i++)
            sum += coefficients[i] * coefficients[i];
        return 0.5 * _ridge * sum;
    }

    // log(1 + e^s) - y s without overflow.
    static double LogLoss(double score, float label) =>
        Math.Max(score, 0) + Math.Log(1 + Math.Exp(-Math.Abs(score))) - (label * score);
}
