namespace WarmLeads.ML.Training.Tests;

public sealed class QualityJudgeTests
{
    // Half of the leads convert at 0.1 and half at 0.6, exactly as often as that.
    const int Half = 5000;

    static readonly float[] s_labels = [.. Enumerable.Range(0, 2 * Half).Select(i => i < Half ? (i % 10 == 0 ? 1f : 0f) : i % 10 < 6 ? 1f : 0f)];

    [Fact]
    public void A_model_that_is_surely_but_hardly_worse_than_logistic_regression_is_fit_for_use_and_says_so()
    {
        var (verdict, warnings) = Verdict(model: Saying(0.13, 0.57), logistic: Saying(0.1, 0.6));

        Assert.StartsWith("Fit for use: ", verdict, StringComparison.Ordinal);
        Assert.EndsWith(" Logistic regression is a little better here (log-loss 0.4990 against 0.5021, 2.1 % of what it gains on the base rate).", verdict, StringComparison.Ordinal);
        Assert.StartsWith("On rows it was not trained on, logistic regression is a little better (log-loss", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_lacks_more_than_a_tenth_of_the_gain_is_not_ready()
    {
        var (verdict, _) = Verdict(model: Saying(0.2, 0.45), logistic: Saying(0.1, 0.6));

        Assert.StartsWith("Not ready to rely on: On rows it was not trained on, logistic regression is clearly better (log-loss", verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_no_better_than_the_base_rate_is_not_ready_however_little_logistic_regression_gains() =>
        Assert.StartsWith(
            "Not ready to rely on: On rows it was not trained on, the model's log-loss", Verdict(Saying(0.6, 0.1), Saying(0.35, 0.35)).Verdict, StringComparison.Ordinal);

    [Fact]
    public void A_model_that_is_better_than_logistic_regression_says_nothing_of_it() =>
        Assert.DoesNotContain("ogistic regression", Verdict(Saying(0.1, 0.6), Saying(0.13, 0.57)).Verdict, StringComparison.Ordinal);

    [Theory]
    [InlineData(0.3419, 0.3389, 0.42, false)]
    [InlineData(0.2625, 0.2600, 0.27, true)]
    [InlineData(0.30, 0.31, 0.42, false)]
    [InlineData(0.43, 0.42, 0.42, true)]
    public void A_lag_matters_from_a_tenth_of_the_gain_on(double model, double baseline, double baseRate, bool matters) =>
        Assert.Equal(matters, new Lag(model, baseline, baseRate).Matters);

    static double[] Saying(double low, double high) => [.. Enumerable.Range(0, 2 * Half).Select(i => i < Half ? low : high)];

    static (string Verdict, IReadOnlyList<string> Warnings) Verdict(double[] model, double[] logistic) =>
        QualityJudge.Verdict(QualityJudge.Judge("", s_labels, model, 0.35, logistic), 0.35);
}
