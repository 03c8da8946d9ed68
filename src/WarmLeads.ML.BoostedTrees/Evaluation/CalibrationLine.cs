namespace WarmLeads.ML.BoostedTrees;

/// <summary>The straight map of the scores that would fit these examples best: 0 and 1 when the probabilities are true.</summary>
/// <param name="Intercept">Log-odds to be added; above 0 when probabilities are too low. With the slope fitted along.</param>
/// <param name="Slope">Factor of the log-odds; below 1 when probabilities are too bold, the sign of overfitting.</param>
/// <param name="InterceptAtSlopeOne">Log-odds to be added when nothing else is done: calibration in the large.</param>
/// <remarks>Logistic regression of the labels on the log-odds, without a penalty. Source: Cox 1958.</remarks>
public readonly record struct CalibrationLine(double Intercept, double Slope, double InterceptAtSlopeOne)
{
    const int MostSteps = 100;

    /// <summary>Fits the line.</summary>
    /// <param name="probabilities">Shape [n], each in 0..1; clipped to [1e-15, 1 - 1e-15].</param>
    /// <param name="labels">Shape [n], each in 0..1.</param>
    /// <param name="weights">Shape [n], none negative; empty for all 1.</param>
    /// <returns>NaN where there is no best line: one class, one probability for all, or classes that are parted.</returns>
    /// <exception cref="ArgumentException">The shapes or numbers do not fit.</exception>
    public static CalibrationLine Fit(ReadOnlySpan<double> probabilities, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        var scores = new double[probabilities.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = PortableMath.LogOdds(Math.Clamp(probabilities[i], 1e-15, 1 - 1e-15));
        }

        var examples = CalibrationExamples.Check(scores, labels, weights);
        var (intercept, slope) = Fit(examples, fitsSlope: true);
        return new CalibrationLine(intercept, slope, Fit(examples, fitsSlope: false).Intercept);
    }

    static (double Intercept, double Slope) Fit(CalibrationExamples examples, bool fitsSlope)
    {
        double intercept = 0, slope = fitsSlope ? 0 : 1;
        for (var step = 0; step < MostSteps; step++)
        {
            double ga = 0, gb = 0, haa = 0, hab = 0, hbb = 0;
            for (var i = 0; i < examples.Count; i++)
            {
                var (score, p) = (examples.Scores[i], PortableMath.Logistic(intercept + (slope * examples.Scores[i])));
                var (g, h) = (examples.Weights[i] * (p - examples.Labels[i]), examples.Weights[i] * p * (1 - p));
                (ga, gb) = (ga + g, gb + (g * score));
                (haa, hab, hbb) = (haa + h, hab + (h * score), hbb + (h * score * score));
            }

            var determinant = fitsSlope ? (haa * hbb) - (hab * hab) : haa;
            var isFlat = !(determinant > (fitsSlope ? 1e-12 * haa * hbb : 0));
            var da = fitsSlope ? ((hbb * ga) - (hab * gb)) / determinant : ga / haa;
            var db = fitsSlope ? ((haa * gb) - (hab * ga)) / determinant : 0;

            // Where no optimum exists the steps never end, or the curvature vanishes.
            if (isFlat || !double.IsFinite(da + db))
            {
                break;
            }

            var shorten = Math.Min(1, 2 / Math.Max(Math.Abs(da), Math.Abs(db)));
            (intercept, slope) = (intercept - (shorten * da), slope - (shorten * db));
            if (Math.Max(Math.Abs(da), Math.Abs(db)) < 1e-10)
            {
                return (intercept, slope);
            }
        }

        return (double.NaN, double.NaN);
    }
}
