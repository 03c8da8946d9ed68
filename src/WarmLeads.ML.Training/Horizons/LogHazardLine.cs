using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Training;

/// <summary>Straight maps on the scale z = ln(-ln(1 - P)), on which hazards add a constant: fitted by the likelihood, chosen out of fold.</summary>
/// <param name="Intercept">Added.</param>
/// <param name="Slope">Factor of z, above 0.</param>
readonly record struct LogHazardLine(double Intercept, double Slope)
{
    /// <summary>The map that changes nothing.</summary>
    public static readonly LogHazardLine Identity = new(0, 1);

    // In rows: the pull towards the line that is known already is no more than a handful of leads.
    const double InterceptRidge = 1, SlopeRidge = 4, LeastSlope = 0.05;
    const int Steps = 40, FoldCount = 5;

    // Fewer conversions cannot tell a slope.
    const int FewestEvents = 40;

    /// <summary>The mapped score.</summary>
    public double Apply(double z) => Intercept + (Slope * z);

    /// <summary>The known line, or one fitted to the outcomes where that predicts leads it was not fitted on better by more than a standard error.</summary>
    /// <param name="z">Scores of rows that their model was not fitted on, shape [rows].</param>
    /// <param name="labels">Whether each converted, shape [rows], 0 or 1.</param>
    /// <param name="weights">Shape [rows].</param>
    /// <param name="groups">The lead of each row, shape [rows].</param>
    /// <param name="known">The line that stands unless a better one is found.</param>
    /// <param name="seed">Seed of the folds.</param>
    public static LogHazardLine Choose(double[] z, float[] labels, float[] weights, int[] groups, LogHazardLine known, ulong seed)
    {
        var events = labels.Count(label => label > 0.5f);
        if (Math.Min(events, labels.Length - events) < FewestEvents)
            return known;
        var folds = Folds.Assign(labels, groups, FoldCount, seed);
        var gains = new double[labels.Length];
        for (var fold = 0; fold < FoldCount; fold++)
        {
            var own = fold;
            var fitted = Fit(z, labels, [.. weights.Select((weight, row) => folds[row] == own ? 0 : weight)], known);
            for (var row = 0; row < gains.Length; row++)
            {
                if (folds[row] == fold)
                    gains[row] = weights[row] * (Loss(known.Apply(z[row]), labels[row]) - Loss(fitted.Apply(z[row]), labels[row]));
            }
        }

        return gains.Sum() > PairedLoss.StandardErrorOfSum(gains, groups) ? Fit(z, labels, weights, known) : known;
    }

    /// <summary>The line of the highest likelihood, pulled a little to the one that is known.</summary>
    /// <param name="z">Scores, shape [rows].</param>
    /// <param name="labels">Shape [rows], 0 or 1.</param>
    /// <param name="weights">Shape [rows], none negative.</param>
    /// <param name="known">Where the search starts.</param>
    public static LogHazardLine Fit(double[] z, float[] labels, float[] weights, LogHazardLine known)
    {
        var line = known;
        var loss = LossOf(line, known, z, labels, weights);
        for (var step = 0; step < Steps; step++)
        {
            double ga = InterceptRidge * (line.Intercept - known.Intercept), gb = SlopeRidge * (line.Slope - known.Slope);
            double haa = InterceptRidge, hab = 0, hbb = SlopeRidge;
            for (var row = 0; row < z.Length; row++)
            {
                // With u the hazard: the score's derivative is u - y u e^u/(e^u - 1), its mean square u^2/(e^u - 1).
                var hazard = Math.Exp(Math.Clamp(line.Apply(z[row]), -30, 3.5));
                var expected = Math.Max(hazard / Math.Max(Math.Exp(hazard) - 1, 1e-300), 1e-12);
                var gradient = weights[row] * (labels[row] > 0.5f ? -expected : hazard);
                var curvature = weights[row] * hazard * expected;
                ga += gradient;
                gb += gradient * z[row];
                haa += curvature;
                hab += curvature * z[row];
                hbb += curvature * z[row] * z[row];
            }

            var determinant = (haa * hbb) - (hab * hab);
            var (da, db) = (((hbb * ga) - (hab * gb)) / determinant, ((haa * gb) - (hab * ga)) / determinant);
            var (next, nextLoss, size) = (line, double.PositiveInfinity, 2.0);
            while (nextLoss > loss && size > 1e-9)
            {
                size /= 2;
                next = new LogHazardLine(line.Intercept - (size * da), Math.Max(LeastSlope, line.Slope - (size * db)));
                nextLoss = LossOf(next, known, z, labels, weights);
            }

            if (nextLoss > loss - (1e-12 * Math.Abs(loss)))
                return nextLoss < loss ? next : line;
            (line, loss) = (next, nextLoss);
        }

        return line;
    }

    /// <summary>Log-loss of one row.</summary>
    /// <param name="z">ln(-ln(1 - P)).</param>
    /// <param name="label">0 or 1.</param>
    public static double Loss(double z, float label) =>
        label > 0.5f ? -Math.Log(Math.Max(LogHazard.Probability(z), 1e-15)) : Math.Exp(Math.Clamp(z, -40, 3.5));

    static double LossOf(LogHazardLine line, LogHazardLine known, double[] z, float[] labels, float[] weights)
    {
        var (intercept, slope) = (line.Intercept - known.Intercept, line.Slope - known.Slope);
        var loss = ((InterceptRidge * intercept * intercept) + (SlopeRidge * slope * slope)) / 2;
        for (var row = 0; row < z.Length; row++)
            loss += weights[row] * Loss(line.Apply(z[row]), labels[row]);
        return loss;
    }
}
