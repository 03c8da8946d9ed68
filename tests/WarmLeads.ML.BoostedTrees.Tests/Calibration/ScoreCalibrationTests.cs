namespace WarmLeads.ML.BoostedTrees;

public class ScoreCalibrationTests
{
    [Fact]
    public void A_known_intercept_and_slope_are_found_again()
    {
        var (scores, labels, _) = Sample(50_000, intercept: -0.7, slope: 0.5);

        var map = ScoreCalibration.Fit(CalibrationKind.Affine, scores, labels);

        Assert.Equal(-0.7, map.Intercept, 0.05);
        Assert.Equal(0.5, map.Slope, 0.03);
    }

    [Fact]
    public void Scores_that_are_true_already_are_left_as_they_are()
    {
        var (scores, labels, folds) = Sample(5_000, intercept: 0, slope: 1);
        Assert.Equal(CalibrationKind.Identity, ScoreCalibration.Choose(scores, labels, folds).Kind);
    }

    [Fact]
    public void Scores_that_are_too_bold_are_damped_and_only_that()
    {
        var (scores, labels, folds) = Sample(20_000, intercept: 0, slope: 0.5);

        var map = ScoreCalibration.Choose(scores, labels, folds);

        Assert.Equal(CalibrationKind.Temperature, map.Kind);
        Assert.Equal(0.5, map.Slope, 0.05);
    }

    [Fact]
    public void A_shifted_rate_needs_an_intercept()
    {
        var (scores, labels, folds) = Sample(20_000, intercept: 1, slope: 1);
        Assert.Equal(CalibrationKind.Affine, ScoreCalibration.Choose(scores, labels, folds).Kind);
    }

    [Fact]
    public void The_order_of_leads_is_kept_even_when_the_scores_say_the_opposite_of_the_truth()
    {
        var (scores, labels, _) = Sample(2_000, intercept: 0, slope: -2);
        Assert.True(ScoreCalibration.Fit(CalibrationKind.Affine, scores, labels).Slope > 0);
    }

    static (double[] Scores, float[] Labels, int[] Folds) Sample(int count, double intercept, double slope)
    {
        var random = new Random(17);
        var scores = new double[count];
        var labels = new float[count];
        for (var i = 0; i < count; i++)
        {
            scores[i] = 6 * random.NextDouble() - 3;
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-(intercept + slope * scores[i]))) ? 1 : 0;
        }

        return (scores, labels, [.. Enumerable.Range(0, count).Select(i => i % 5)]);
    }
}
