using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>The chances within one horizon that were given to later snapshots whose so many days have passed, and what came.</summary>
/// <param name="Days">The horizon.</param>
/// <param name="Labels">Whether each converted within it, 0 or 1, shape [rows].</param>
/// <param name="Chances">The chance that was given to each, shape [rows].</param>
/// <param name="BaseRate">The rate within it of what was learnt from, shape [rows].</param>
/// <param name="Weights">Shape [rows].</param>
sealed record JudgedHorizon(int Days, float[] Labels, double[] Chances, double[] BaseRate, float[] Weights)
{
    /// <summary>The figures of each horizon, ascending, over all parts of a test period; none where all converted or nobody did.</summary>
    /// <param name="parts">One or more for each horizon.</param>
    public static IReadOnlyList<HorizonQuality> Qualities(IEnumerable<JudgedHorizon> parts) =>
    [
        .. parts.GroupBy(part => part.Days).OrderBy(horizon => horizon.Key).Select(horizon => Together([.. horizon]))
            .Where(horizon => horizon.Labels.Contains(0f) && horizon.Labels.Contains(1f)).Select(horizon => horizon.Quality()),
    ];

    static JudgedHorizon Together(JudgedHorizon[] parts) => parts.Length == 1 ? parts[0] : new JudgedHorizon(
        parts[0].Days, [.. parts.SelectMany(part => part.Labels)], [.. parts.SelectMany(part => part.Chances)],
        [.. parts.SelectMany(part => part.BaseRate)], [.. parts.SelectMany(part => part.Weights)]);

    HorizonQuality Quality()
    {
        var figures = BinaryClassificationMetrics.Evaluate(Chances, Labels, Weights);
        double all = Weights.Sum(weight => (double)weight);
        return new HorizonQuality(
            Days, Labels.Length, figures.PositiveCount, Weights.Select((weight, i) => weight * (double)Labels[i]).Sum() / all,
            Weights.Select((weight, i) => weight * Chances[i]).Sum() / all, figures.LogLoss,
            BinaryClassificationMetrics.Evaluate(BaseRate, Labels, Weights).LogLoss, figures.ExpectedCalibrationError, figures.AreaUnderRocCurve);
    }
}
