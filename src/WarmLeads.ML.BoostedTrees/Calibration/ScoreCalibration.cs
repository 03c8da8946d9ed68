namespace WarmLeads.ML.BoostedTrees;

/// <summary>A straight map of the score (log-odds) that makes its probabilities true.</summary>
/// <remarks>
/// Only straight maps are used: scaled contributions of a scaled score still add up to it exactly, so
/// a forest can take the map into its leaves.
/// Fitted by Newton's method on the log-loss (Platt 1999), with a weak pull towards the identity.
/// </remarks>
/// <param name="Kind">Which of the maps it is.</param>
/// <param name="Intercept">Log-odds added.</param>
/// <param name="Slope">Factor of the score, above 0.</param>
public sealed record ScoreCalibration(CalibrationKind Kind, double Intercept, double Slope)
{
    /// <summary>The map that changes nothing.</summary>
    public static ScoreCalibration Identity { get; } = new(CalibrationKind.Identity, 0, 1);

    // The weight of the pull towards the identity, in examples: no more than a handful of leads.
    const double Ridge = 4;

    /// <summary>The calibrated score, in log-odds.</summary>
    public double Apply(double score) => Intercept + Slope * score;

    /// <summary>Fits one kind of map.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="scores">Scores of examples that the model was not trained on, shape [n], log-odds.</param>
    /// <param name="labels">Shape [n], each 0 or 1.</param>
    /// <param name="weights">Shape [n], none negative; empty for all 1.</param>
    public static ScoreCalibration Fit(
        CalibrationKind kind, ReadOnlySpan<double> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        if (kind == CalibrationKind.Identity)
            return Identity;

        double intercept = 0, slope = 1;
        for (var step = 0; step < 50; step++)
        {
            double ga = Ridge * 0.25 * intercept, gb = Ridge * (slope - 1), haa = Ridge * 0.25, hab = 0, hbb = Ridge;
            for (var i = 0; i < scores.Length; i++)
            {
                var weight = weights.IsEmpty ? 1 : weights[i];
                var p = 1 / (1 + Math.Exp(-(intercept + slope * scores[i])));
                var g = weight * (p - labels[i]);
                var h = weight * p * (1 - p);
                ga += g;
                gb += g * scores[i];
                haa += h;
                hab += h * scores[i];
                hbb += h * scores[i] * scores[i];
            }

            double da = 0, db;
            if (kind == CalibrationKind.Temperature)
            {
                db = gb / hbb;
            }
            else
            {
                var determinant = haa * hbb - hab * hab;
                da = (hbb * ga - hab * gb) / determinant;
                db = (haa * gb - hab * ga) / determinant;
            }

            // A step that would turn the order round or leap is shortened: the order of leads is the model's to give.
            var shorten = Math.Min(1, 1 / Math.Max(Math.Abs(da), Math.Abs(db)));
            intercept -= shorten * da;
            slope = Math.Max(0.05, slope - shorten * db);
            if (Math.Max(Math.Abs(da), Math.Abs(db)) < 1e-10)
                break;
        }

        return new ScoreCalibration(kind, intercept, slope);
    }

    /// <summary>Fits every kind and takes the simplest whose out-of-fold log-loss is within one standard error of the best.</summary>
    /// <param name="scores">Scores of examples that the model was not trained on, shape [n], log-odds.</param>
    /// <param name="labels">Shape [n], each 0 or 1.</param>
    /// <param name="folds">Fold of each example, shape [n], 0..k-1: maps are judged on folds they were not fitted on.</param>
    /// <param name="weights">Shape [n], none negative; empty for all 1.</param>
    public static ScoreCalibration Choose(
        ReadOnlySpan<double> scores, ReadOnlySpan<float> labels, ReadOnlySpan<int> folds, ReadOnlySpan<float> weights = default)
    {
        var kinds = Enum.GetValues<CalibrationKind>();
        var losses = new double[kinds.Length][];
        foreach (var kind in kinds)
            losses[(int)kind] = OutOfFoldLosses(kind, scores, labels, folds, weights);

        var best = kinds.MinBy(kind => losses[(int)kind].Sum());
        foreach (var kind in kinds)
        {
            if (kind == best || IsWithinOneStandardError(losses[(int)kind], losses[(int)best]))
                return Fit(kind, scores, labels, weights);
        }

        return Identity;
    }

    static double[] OutOfFoldLosses(
        CalibrationKind kind, ReadOnlySpan<double> scores, ReadOnlySpan<float> labels, ReadOnlySpan<int> folds, ReadOnlySpan<float> weights)
    {
        var losses = new double[scores.Length];
        var foldCount = 0;
        foreach (var fold in folds)
            foldCount = Math.Max(foldCount, fold + 1);

        for (var fold = 0; fold < foldCount; fold++)
        {
            List<double> otherScores = [];
            List<float> otherLabels = [], otherWeights = [];
            for (var i = 0; i < scores.Length; i++)
            {
                if (folds[i] == fold)
                    continue;
                otherScores.Add(scores[i]);
                otherLabels.Add(labels[i]);
                otherWeights.Add(weights.IsEmpty ? 1 : weights[i]);
            }

            var map = Fit(kind, [.. otherScores], [.. otherLabels], [.. otherWeights]);
            for (var i = 0; i < scores.Length; i++)
            {
                if (folds[i] != fold)
                    continue;
                var z = map.Apply(scores[i]);
                // log(1 + e^-z) without overflow on either side.
                var loss = Math.Max(-z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) + (1 - labels[i]) * z;
                losses[i] = (weights.IsEmpty ? 1 : weights[i]) * loss;
            }
        }

        return losses;
    }

    static bool IsWithinOneStandardError(double[] losses, double[] best)
    {
        double sum = 0, squares = 0;
        for (var i = 0; i < losses.Length; i++)
        {
            var difference = losses[i] - best[i];
            sum += difference;
            squares += difference * difference;
        }

        var mean = sum / losses.Length;
        var variance = Math.Max(0, squares / losses.Length - mean * mean);
        return mean <= Math.Sqrt(variance / losses.Length);
    }
}
