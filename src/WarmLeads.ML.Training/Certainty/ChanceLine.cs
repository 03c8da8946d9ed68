using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Finds how sure the line from score to log-odds is.</summary>
static class ChanceLine
{
    // Below this spread of scores there is no slope to be unsure of.
    const double SmallestSpread = 1e-6;

    /// <summary>The interval around scores, from outcomes that the trees had not seen.</summary>
    /// <param name="scores">Calibrated, of each row by models without it, log-odds, shape [rows].</param>
    /// <param name="labels">Shape [rows], 0 or 1.</param>
    /// <param name="weights">Shape [rows]; null for all 1.</param>
    /// <param name="groups">The lead of each row; null when each is its own.</param>
    /// <returns>Null when there are fewer than two leads of an outcome.</returns>
    public static ChanceInterval? Fit(double[] scores, float[] labels, float[]? weights, int[]? groups)
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
        // Information of height and slope at the fitted line, and what each lead adds to its gradient.
        double h00 = 0, h01 = 0, h11 = 0;
        var gradients = new Dictionary<int, (double Level, double Slope)>();
        for (var row = 0; row < scores.Length; row++)
        {
            var weight = weights?[row] ?? 1;
            var p = 1 / (1 + Math.Exp(-scores[row]));
            var away = scores[row] - center;
            var information = weight * p * (1 - p);
            (h00, h01, h11) = (h00 + information, h01 + (information * away), h11 + (information * away * away));
            var lead = groups?[row] ?? row;
            var (level, slope) = gradients.GetValueOrDefault(lead);
            gradients[lead] = (level + (weight * (labels[row] - p)), slope + (weight * (labels[row] - p) * away));
        }

        var factor = outcomes / Math.Max(1.0, outcomes - 1);
        var (b00, b01, b11) = gradients.Values.Aggregate(
            (0.0, 0.0, 0.0), (b, g) => (b.Item1 + (g.Level * g.Level), b.Item2 + (g.Level * g.Slope), b.Item3 + (g.Slope * g.Slope)));
        var determinant = (h00 * h11) - (h01 * h01);
        if (h11 / h00 < SmallestSpread || determinant <= 0)
            return new ChanceInterval(center, factor * b00 / (h00 * h00), 0, 0, FigureIntervals.Quantile(outcomes));

        // The inverse of the information from both sides: V = H^-1 B H^-1.
        var (i00, i01, i11) = (h11 / determinant, -h01 / determinant, h00 / determinant);
        var (m00, m01, m10, m11) = ((i00 * b00) + (i01 * b01), (i00 * b01) + (i01 * b11), (i01 * b00) + (i11 * b01), (i01 * b01) + (i11 * b11));
        return new ChanceInterval(
            center, factor * ((m00 * i00) + (m01 * i01)), factor * ((m00 * i01) + (m01 * i11)), factor * ((m10 * i01) + (m11 * i11)),
            FigureIntervals.Quantile(outcomes));
    }
}
