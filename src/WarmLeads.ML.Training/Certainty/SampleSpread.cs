namespace WarmLeads.ML.Training;

/// <summary>How much the line of chances owes to the sample that was learnt from.</summary>
/// <remarks>
/// Each fold's model lacks one part of the leads. Its scores of the judged rows are a line in the model's own, and the spread of
/// these lines, (K - 1) / K of the sum of squares, is the delete-a-group jackknife's covariance of height and slope. Source: Shao and
/// Tu, "The Jackknife and Bootstrap", 1995. What single rows differ by beside the line is left out: it evens out among leads of one score.
/// </remarks>
static class SampleSpread
{
    /// <summary>The covariance of height and slope at a center.</summary>
    /// <param name="parts">The judged rows of each model that was judged; their covariances are averaged.</param>
    /// <param name="center">The score at which the height is meant, log-odds.</param>
    public static (double Level, double Covariance, double Slope) Of(IReadOnlyList<JudgedScores> parts, double center)
    {
        double level = 0, covariance = 0, slope = 0;
        foreach (var part in parts)
        {
            var folds = part.ByFold.Length;
            if (folds < 2)
                continue;
            (double Level, double Slope)[] lines = [.. part.ByFold.Select(scores => Line(scores, part, center))];
            var (meanLevel, meanSlope) = (lines.Average(line => line.Level), lines.Average(line => line.Slope));
            var factor = (folds - 1.0) / folds / parts.Count;
            foreach (var (ofLevel, ofSlope) in lines.Select(line => (line.Level - meanLevel, line.Slope - meanSlope)))
                (level, covariance, slope) = (level + (factor * ofLevel * ofLevel), covariance + (factor * ofLevel * ofSlope), slope + (factor * ofSlope * ofSlope));
        }

        return (level, covariance, slope);
    }

    // Least squares of a fold's scores on the model's.
    static (double Level, double Slope) Line(double[] scores, JudgedScores part, double center)
    {
        double w = 0, x = 0, y = 0, xx = 0, xy = 0;
        for (var row = 0; row < scores.Length; row++)
        {
            var (weight, away) = (part.Weights?[row] ?? 1, part.Scores[row] - center);
            (w, x, y, xx, xy) = (w + weight, x + (weight * away), y + (weight * scores[row]), xx + (weight * away * away), xy + (weight * away * scores[row]));
        }

        var spread = (w * xx) - (x * x);
        var slope = spread > 1e-9 * w * w ? ((w * xy) - (x * y)) / spread : 0;
        return ((y - (slope * x)) / w, slope);
    }
}
