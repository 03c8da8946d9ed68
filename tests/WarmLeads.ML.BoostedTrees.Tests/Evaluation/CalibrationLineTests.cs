namespace WarmLeads.ML.BoostedTrees.Tests;

public class CalibrationLineTests
{
    [Fact]
    public void True_probabilities_lie_on_the_line_of_intercept_0_and_slope_1()
    {
        var (p, y) = Sample(40_000, intercept: 0, slope: 1);
        var line = CalibrationLine.Fit(p, y);
        Assert.Equal(0, line.Intercept, 0.05);
        Assert.Equal(1, line.Slope, 0.03);
        Assert.Equal(0, line.InterceptAtSlopeOne, 0.05);
    }

    [Fact]
    public void Bold_and_shifted_probabilities_show_it()
    {
        var (p, y) = Sample(40_000, intercept: 0.5, slope: 0.6);
        var line = CalibrationLine.Fit(p, y);
        Assert.Equal(0.5, line.Intercept, 0.05);
        Assert.Equal(0.6, line.Slope, 0.03);
    }

    [Fact]
    public void The_line_makes_the_sums_of_logistic_regression_vanish()
    {
        var (p, y) = Sample(500, intercept: -0.3, slope: 1.3);
        float[] weights = [.. y.Select((_, i) => 0.5f * ((i % 4) + 1))];
        var line = CalibrationLine.Fit(p, y, weights);
        double[] scores = [.. p.Select(x => Math.Log(x / (1 - x)))];
        double Residual(int i, double intercept, double slope) => weights[i] * (y[i] - (1 / (1 + Math.Exp(-intercept - (slope * scores[i])))));
        Assert.Equal(0, Enumerable.Range(0, 500).Sum(i => Residual(i, line.Intercept, line.Slope)), 1e-6);
        Assert.Equal(0, Enumerable.Range(0, 500).Sum(i => scores[i] * Residual(i, line.Intercept, line.Slope)), 1e-6);
        Assert.Equal(0, Enumerable.Range(0, 500).Sum(i => Residual(i, line.InterceptAtSlopeOne, 1)), 1e-6);
    }

    [Fact]
    public void One_class_one_probability_and_parted_classes_have_no_line()
    {
        Assert.True(double.IsNaN(CalibrationLine.Fit([0.1, 0.7], [1, 1]).Slope));
        Assert.True(double.IsNaN(CalibrationLine.Fit([0.1, 0.7], [1, 1]).InterceptAtSlopeOne));
        Assert.True(double.IsNaN(CalibrationLine.Fit([0.3, 0.3, 0.3], [1, 0, 0]).Slope));
        Assert.True(double.IsNaN(CalibrationLine.Fit([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1]).Slope));
    }

    static (double[] P, float[] Y) Sample(int count, double intercept, double slope)
    {
        var random = new Random(3);
        double[] scores = [.. Enumerable.Range(0, count).Select(_ => (6 * random.NextDouble()) - 3)];
        return (
            [.. scores.Select(s => 1 / (1 + Math.Exp(-s)))],
            [.. scores.Select(s => random.NextDouble() < 1 / (1 + Math.Exp(-intercept - (slope * s))) ? 1f : 0f)]);
    }
}
