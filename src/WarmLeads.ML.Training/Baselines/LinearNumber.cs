namespace WarmLeads.ML.Training;

/// <summary>A number in a linear model: standardised, as signed logarithm where its tails are heavy; missing has a term of its own.</summary>
/// <remarks>
/// Mean and deviation are those of the rows with a value. A missing value has its own term and not the number's, which
/// is the same as the mean put in its place beside an indicator.
/// </remarks>
sealed class LinearNumber : LinearColumn
{
    double _logScale, _mean, _deviation = 1;
    bool _hasMissing, _isConstant;

    public override int TermCount => (_isConstant ? 0 : 1) + (_hasMissing ? 1 : 0);

    /// <summary>Whether the column enters as its logarithm.</summary>
    public bool IsLogarithm => _logScale > 0;

    /// <summary>Learns mean, deviation and whether the tails are heavy.</summary>
    /// <param name="column">Values, shape [N]; NaN and infinite are missing.</param>
    /// <param name="rows">Rows to learn from, shape [n].</param>
    /// <param name="weights">Weights, shape [N], or null.</param>
    /// <param name="kurtosisForLogarithm">Excess kurtosis above which the logarithm is taken.</param>
    public static LinearNumber Fit(double[] column, ReadOnlySpan<int> rows, float[]? weights, double kurtosisForLogarithm)
    {
        var number = new LinearNumber();
        number.Standardise(column, rows, weights, out var kurtosis);
        if (!(kurtosis <= kurtosisForLogarithm)) // also where the fourth power overflowed
        {
            number._logScale = TypicalSize(column, rows);
            number.Standardise(column, rows, weights, out _);
        }

        return number;
    }

    public override (int Term, double Factor) Encode(double value)
    {
        if (!double.IsFinite(value))
            return _hasMissing ? (FirstTerm + TermCount - 1, 1) : (FirstTerm, 0);
        return _isConstant ? (FirstTerm, 0) : (FirstTerm, (Transform(value) - _mean) / _deviation);
    }

    double Transform(double value) =>
        _logScale > 0 ? Math.Sign(value) * Math.Log(1 + (Math.Abs(value) / _logScale)) : value;

    void Standardise(double[] column, ReadOnlySpan<int> rows, float[]? weights, out double kurtosis)
    {
        double total = 0, sum = 0;
        foreach (var row in rows)
        {
            if (!double.IsFinite(column[row]))
            {
                _hasMissing = true;
                continue;
            }

            var weight = weights?[row] ?? 1;
            total += weight;
            sum += weight * Transform(column[row]);
        }

        _mean = total > 0 ? sum / total : 0;
        double second = 0, fourth = 0;
        foreach (var row in rows)
        {
            if (!double.IsFinite(column[row]))
                continue;
            var weight = weights?[row] ?? 1;
            var square = Transform(column[row]) - _mean;
            square *= square;
            second += weight * square;
            fourth += weight * square * square;
        }

        var variance = total > 0 ? second / total : 0;
        _isConstant = double.IsFinite(variance) && variance <= 1e-20 * _mean * _mean;
        _deviation = _isConstant ? 1 : Math.Sqrt(variance);
        kurtosis = _isConstant ? 0 : (fourth / total / (variance * variance)) - 3;
    }

    // The median size of the values that are not 0: where the logarithm starts to bend.
    static double TypicalSize(double[] column, ReadOnlySpan<int> rows)
    {
        var sizes = new List<double>(rows.Length);
        foreach (var row in rows)
        {
            if (double.IsFinite(column[row]) && column[row] != 0)
                sizes.Add(Math.Abs(column[row]));
        }

        sizes.Sort();
        return sizes[sizes.Count / 2];
    }
}
