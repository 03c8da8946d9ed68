namespace WarmLeads.ML.BoostedTrees;

/// <summary>How a forest's score is to be read.</summary>
/// <param name="Kind">The scale of the score.</param>
/// <param name="Baseline">For the complementary log-log: scores are those of its longest horizon; else null.</param>
readonly record struct ForestLink(ScoreLink Kind, BaselineHazard? Baseline = null)
{
    public static ForestLink Logistic => default;

    public static ForestLink Identity => new(ScoreLink.Identity);

    public static ForestLink Exponential => new(ScoreLink.Exponential);

    /// <summary>What is added to the score to answer a shorter horizon.</summary>
    /// <exception cref="InvalidOperationException">The model knows no time.</exception>
    public double ShiftTo(double days)
    {
        var baseline = Baseline
            ?? throw new InvalidOperationException("The model answers no horizons; fit with the objective Hazard, or use Predict.");
        return baseline.LogCumulative(days) - baseline.LogCumulative(baseline.LongestHorizon);
    }
}
