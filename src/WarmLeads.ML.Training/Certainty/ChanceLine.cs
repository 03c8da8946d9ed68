using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Finds how sure the line from score to log-odds is.</summary>
/// <remarks>
/// Three things make it unsure: the outcomes that it was judged on are few, so were those that were learnt from, and the level drifts
/// with time. Simulated, the intervals hold the truth in results/truth.md of the benchmarks.
/// </remarks>
static class ChanceLine
{
    // Below this spread of scores there is no slope to be unsure of.
    const double SmallestSpread = 1e-6;

    const double Pull = 1e-3;

    const int Steps = 50;

    /// <summary>The interval around scores, from outcomes that the trees had not seen.</summary>
    /// <param name="scores">Calibrated, of each row by models without it, log-odds, shape [rows].</param>
    /// <param name="labels">Shape [rows], 0 or 1.</param>
    /// <param name="weights">Shape [rows]; null for all 1.</param>
    /// <param name="groups">The lead of each row; null when each is its own.</param>
    /// <param name="models">What the folds' models make of the rows, for each model that was judged; empty to leave the sample's share out.</param>
    /// <param name="times">Of each row, where one model was judged forward in time; null otherwise.</param>
    /// <returns>Null when there are fewer than two leads of an outcome.</returns>
    public static ChanceInterval? Fit(
        double[] scores, float[] labels, float[]? weights, int[]? groups, IReadOnlyList<JudgedScores> models, double[]? times)
    {
        var outcomes = LeadInfluence.Outcomes(labels, groups);
        if (outcomes < 2)
            return null;
        double all = 0, sum = 0;
        for (var row = 0; row < scores.Length; row++)
        {
            var weight = weights?[row] ?? 1;
            (all, sum) = (all + weight, sum + (weight * scores[row]));
        }

        var center = sum / all;
        var (level, slope) = FitLine(scores, labels, weights, center);
        // Information of height and slope at the fitted line, and what each lead adds to its gradient.
        double h00 = 0, h01 = 0, h11 = 0;
        var gradients = new Dictionary<int, (double Level, double Slope)>();
        for (var row = 0; row < scores.Length; row++)
        {
            var weight = weights?[row] ?? 1;
            var away = scores[row] - center;
            var p = Logistic(level + (slope * away));
            var information = weight * p * (1 - p);
            (h00, h01, h11) = (h00 + information, h01 + (information * away), h11 + (information * away * away));
            var lead = groups?[row] ?? row;
            var (ofLevel, ofSlope) = gradients.GetValueOrDefault(lead);
            gradients[lead] = (ofLevel + (weight * (labels[row] - p)), ofSlope + (weight * (labels[row] - p) * away));
        }

        var factor = outcomes / Math.Max(1.0, outcomes - 1);
        var (b00, b01, b11) = gradients.Values.Aggregate(
            (0.0, 0.0, 0.0), (b, g) => (b.Item1 + (g.Level * g.Level), b.Item2 + (g.Level * g.Slope), b.Item3 + (g.Slope * g.Slope)));
        var sample = SampleSpread.Of(models, center);
        var drift = LevelDrift.Of([.. scores.Select(score => Logistic(level + (slope * (score - center))))], labels, weights, groups, times);
        var determinant = (h00 * h11) - (h01 * h01);
        var quantile = FigureIntervals.Quantile(outcomes);
        if (h11 / h00 < SmallestSpread || determinant <= 0)
            return new ChanceInterval(center, level, slope, (factor * b00 / (h00 * h00)) + sample.Level + drift, 0, 0, quantile);

        // The inverse of the information from both sides: V = H^-1 B H^-1.
        var (i00, i01, i11) = (h11 / determinant, -h01 / determinant, h00 / determinant);
        var (m00, m01, m10, m11) = ((i00 * b00) + (i01 * b01), (i00 * b01) + (i01 * b11), (i01 * b00) + (i11 * b01), (i01 * b01) + (i11 * b11));
        return new ChanceInterval(
            center, level, slope, (factor * ((m00 * i00) + (m01 * i01))) + sample.Level + drift, (factor * ((m00 * i01) + (m01 * i11))) + sample.Covariance,
            (factor * ((m10 * i01) + (m11 * i11))) + sample.Slope, quantile);
    }

    /// <summary>The interval around scores, from probabilities of rows that the model had not seen.</summary>
    /// <param name="probabilities">Shape [rows], each between 0 and 1.</param>
    /// <param name="labels">Shape [rows], 0 or 1.</param>
    /// <param name="weights">Shape [rows]; null for all 1.</param>
    /// <param name="groups">The lead of each row; null when each is its own.</param>
    /// <param name="models">What the folds' models make of the rows.</param>
    /// <param name="times">Of each row, where one model was judged forward in time; null otherwise.</param>
    public static ChanceInterval? OfProbabilities(
        double[] probabilities, float[] labels, float[]? weights, int[]? groups, IReadOnlyList<JudgedScores> models, double[]? times) =>
        Fit([.. probabilities.Select(p => Math.Log(p / (1 - p)))], labels, weights, groups, models, times);

    // Newton's steps with a weak pull towards the scores as they are, which only matters where outcomes are parted by a score.
    static (double Level, double Slope) FitLine(double[] scores, float[] labels, float[]? weights, double center)
    {
        double level = center, slope = 1, ridge = Pull * (weights?.Sum(weight => (double)weight) ?? scores.Length);
        for (var step = 0; step < Steps; step++)
        {
            double g0 = ridge * (center - level), g1 = ridge * (1 - slope), h00 = ridge, h01 = 0, h11 = ridge;
            for (var row = 0; row < scores.Length; row++)
            {
                var weight = weights?[row] ?? 1;
                var away = scores[row] - center;
                var p = Logistic(level + (slope * away));
                var (error, information) = (weight * (labels[row] - p), weight * p * (1 - p));
                (g0, g1) = (g0 + error, g1 + (error * away));
                (h00, h01, h11) = (h00 + information, h01 + (information * away), h11 + (information * away * away));
            }

            var determinant = (h00 * h11) - (h01 * h01);
            var (byLevel, bySlope) = (((h11 * g0) - (h01 * g1)) / determinant, ((h00 * g1) - (h01 * g0)) / determinant);
            (level, slope) = (level + byLevel, slope + bySlope);
            if (Math.Abs(byLevel) + Math.Abs(bySlope) < 1e-10)
                break;
        }

        return (level, slope);
    }

    static double Logistic(double score) => 1 / (1 + Math.Exp(-score));
}
