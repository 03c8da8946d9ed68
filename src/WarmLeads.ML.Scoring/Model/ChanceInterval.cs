namespace WarmLeads.ML.Scoring;

/// <summary>How sure a model's chances are, from how many outcomes its calibration rests on: an interval around any score.</summary>
/// <remarks>
/// The line from score to log-odds was fitted to outcomes of leads that a model made the same way had not seen; its sandwich covariance by lead
/// gives the standard error of the line at a score; to it is added what the sample that was learnt from makes unsure, and how the level
/// drifts with time. The interval is of the share that converts among leads of such a score,
/// not of what one lead will do.
/// </remarks>
/// <param name="Center">Mean score, in log-odds: where the line is surest.</param>
/// <param name="Level">The line's height at the center, log-odds.</param>
/// <param name="Slope">The line's slope; 1 where calibration left nothing to mend.</param>
/// <param name="LevelVariance">Variance of the height, 0 or more.</param>
/// <param name="Covariance">Covariance of height and slope.</param>
/// <param name="SlopeVariance">Variance of the slope, 0 or more.</param>
/// <param name="Quantile">How many standard errors lie to either side: Student's t for the number of outcomes, 95 %.</param>
public sealed record ChanceInterval(
    double Center, double Level, double Slope, double LevelVariance, double Covariance, double SlopeVariance, double Quantile)
{
    /// <summary>The interval of a score, as probabilities; the score's own lies inside, or at an end of it.</summary>
    /// <param name="score">Log-odds.</param>
    public (double Low, double High) At(double score)
    {
        var away = score - Center;
        var variance = LevelVariance + (2 * away * Covariance) + (away * away * SlopeVariance);
        var half = Quantile * Math.Sqrt(Math.Max(0, variance));
        var line = Level + (Slope * away);
        return (ConversionModel.Probability(Math.Min(score, line - half)), ConversionModel.Probability(Math.Max(score, line + half)));
    }
}
