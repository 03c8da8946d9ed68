using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Reports.Tests;

public sealed class QualityWordsTests
{
    [Fact]
    public void A_good_model_is_described_without_jargon() => Assert.Equal(
        [
            "Put a lead that converted beside one that did not: the model ranks the right one higher in 84 of 100 such pairs; tossing a coin, 50.",
            "Half of all conversions are found in the first 20\u00a0% of the list.",
            "The percentages can be taken at their word to within 1.3 percentage points on average: that is how far they lie from what happened in groups of similar leads.",
            "They say more than giving every lead the same chance: log-loss 0.300 against 0.400, lower is better.",
            "They say more than logistic regression, the usual simple model: log-loss 0.300 against 0.320.",
        ],
        QualityWords.Describe(Quality(0.3, 0.4, 0.32)));

    [Fact]
    public void A_model_that_does_not_beat_the_base_rate_is_called_so() => Assert.Equal(
        "They say no more than giving every lead the same chance: log-loss 0.410 against 0.400, lower is better. Do not use this model to choose leads.",
        QualityWords.Describe(Quality(0.41, 0.4, 0.32))[3]);

    [Theory]
    [InlineData(0.3200, "about as much as")]
    [InlineData(0.3210, "about as much as")]
    [InlineData(0.3300, "less than")]
    [InlineData(0.3100, "more than")]
    public void Logistic_regression_is_met_on_equal_terms(double logLoss, string words) =>
        Assert.StartsWith($"They say {words} logistic regression", QualityWords.Describe(Quality(logLoss, 0.4, 0.32))[4], StringComparison.Ordinal);

    [Fact]
    public void Leads_of_one_outcome_cannot_judge_a_model()
    {
        var quality = Quality(0.3, 0.4, 0.32);
        Assert.Equal(
            ["The 4,000 leads that it was measured on all had the same outcome, so nobody can say how well the model ranks: measure it on leads that converted and leads that did not."],
            QualityWords.Describe(quality with { Model = quality.Model with { AreaUnderRocCurve = double.NaN } }));
    }

    static QualityReport Quality(double model, double baseRate, double logistic)
    {
        BinaryClassificationMetrics Metrics(double logLoss) => new()
        {
            Count = 4_000,
            PositiveCount = 440,
            AreaUnderRocCurve = 0.8391,
            AreaUnderPrecisionRecallCurve = 0.44,
            LogLoss = logLoss,
            BrierScore = 0.08,
            ExpectedCalibrationError = 0.0131,
            LiftAt10Percent = 4.1,
        };
        return Some.Quality() with
        {
            Model = Metrics(model),
            BaseRate = Metrics(baseRate),
            LogisticRegression = Metrics(logistic),
            LiftCurve = [new LiftPoint(0.1, 0.41, 4.1), new LiftPoint(0.2, 0.6, 3), new LiftPoint(1, 1, 1)],
        };
    }
}
