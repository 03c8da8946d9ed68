namespace WarmLeads.ML.BoostedTrees;

/// <summary>The constant that a fit to log-loss starts from: with it, the mean probability is the training examples' base rate.</summary>
static class BaseRate
{
    const double Largest = 36, LargestStep = 2, Tolerance = 1e-13;
    const int MostSteps = 200;

    /// <summary>Log-odds of the weighted mean label, or what initial scores leave to be added. With one class only, half an example of the other is imagined.</summary>
    public static double LogOdds(BinnedDataset data, ReadOnlySpan<int> rows)
    {
        var (positive, total) = LabelSums.Of(data, rows);
        var rate = positive / total;
        if (!(rate > 0 && rate < 1))
        {
            rate = (positive + 0.5) / (total + 1);
        }

        var logOdds = Math.Clamp(PortableMath.LogOdds(rate), -Largest, Largest);
        return data.InitialScores is { } initial ? Beside(initial, data.Weights, rows, rate * total, logOdds) : logOdds;
    }

    // Newton's method on a convex function of one number; steps are limited, for far out it is nearly flat.
    static double Beside(double[] initial, float[]? weights, ReadOnlySpan<int> rows, double positive, double start)
    {
        var intercept = start;
        for (var i = 0; i < MostSteps; i++)
        {
            var (expected, slope) = (0.0, 0.0);
            foreach (var row in rows)
            {
                var weight = weights is null ? 1.0 : weights[row];
                var p = PortableMath.Logistic(initial[row] + intercept);
                expected += weight * p;
                slope += weight * (p * (1 - p));
            }

            var step = Math.Clamp((positive - expected) / slope, -LargestStep, LargestStep);
            intercept += step;
            if (Math.Abs(step) <= Tolerance * Math.Max(1, Math.Abs(intercept)))
            {
                break;
            }
        }

        return intercept;
    }
}
