using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Reports;

/// <summary>How good a model is, in sentences that a marketer reads.</summary>
static class QualityWords
{
    /// <summary>One sentence for each question, the most useful first.</summary>
    public static IReadOnlyList<string> Describe(QualityReport quality)
    {
        var model = quality.Model;
        if (double.IsNaN(model.AreaUnderRocCurve))
        {
            return
            [
                $"The {PageFigures.Count(model.Count)} leads that it was measured on all had the same outcome, " +
                "so nobody can say how well the model ranks: measure it on leads that converted and leads that did not.",
            ];
        }

        return [Ranking(quality), .. Half(quality), Percentages(quality), AgainstBaseRate(quality), AgainstLogisticRegression(quality)];
    }

    static string Ranking(QualityReport quality) =>
        "Put a lead that converted beside one that did not: the model ranks the right one higher in " +
        $"{Math.Round(100 * quality.Model.AreaUnderRocCurve):0} of 100 such pairs; tossing a coin, 50.";

    static IEnumerable<string> Half(QualityReport quality)
    {
        var half = quality.LiftCurve.Where(point => point.CapturedShare >= 0.5).OrderBy(point => point.Share).Take(1);
        return half.Select(point => $"Half of all conversions are found in the first {PageFigures.WholePercent(point.Share)} of the list.");
    }

    static string Percentages(QualityReport quality) =>
        $"The percentages can be taken at their word to within {PageFigures.Rough(100 * quality.Model.ExpectedCalibrationError)} percentage points " +
        "on average: that is how far they lie from what happened in groups of similar leads.";

    static string AgainstBaseRate(QualityReport quality)
    {
        var (model, other) = (quality.Model.LogLoss, quality.BaseRate.LogLoss);
        return model < other
            ? $"They say more than giving every lead the same chance: log-loss {PageFigures.Measure(model)} against {PageFigures.Measure(other)}, lower is better."
            : $"They say no more than giving every lead the same chance: log-loss {PageFigures.Measure(model)} against {PageFigures.Measure(other)}, lower is better. Do not use this model to choose leads.";
    }

    static string AgainstLogisticRegression(QualityReport quality)
    {
        var (model, other) = (quality.Model.LogLoss, quality.LogisticRegression.LogLoss);
        // Half a percent is the least that matters on lists of this size.
        var words = Math.Abs(model - other) <= 0.005 * other ? "about as much as" : model < other ? "more than" : "less than";
        return $"They say {words} logistic regression, the usual simple model: log-loss {PageFigures.Measure(model)} against {PageFigures.Measure(other)}.";
    }
}
