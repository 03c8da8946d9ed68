using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Training.Tests;

public class LogHazardLineTests
{
    [Fact]
    public void A_line_is_found_again()
    {
        var (z, labels, weights, _) = Draw(60_000, -0.7, 1.4);
        var line = LogHazardLine.Fit(z, labels, weights, LogHazardLine.Identity);
        Assert.Equal(-0.7, line.Intercept, 0.06);
        Assert.Equal(1.4, line.Slope, 0.04);
    }

    [Fact]
    public void No_line_near_the_fitted_one_is_more_likely()
    {
        var (z, labels, weights, _) = Draw(3000, 0.4, 0.8);
        var line = LogHazardLine.Fit(z, labels, weights, LogHazardLine.Identity);
        foreach (var (da, db) in ((double, double)[])[(1e-3, 0), (-1e-3, 0), (0, 1e-3), (0, -1e-3)])
            Assert.True(Penalised(new LogHazardLine(line.Intercept + da, line.Slope + db)) > Penalised(line));

        double Penalised(LogHazardLine at) =>
            z.Select((score, i) => weights[i] * LogHazardLine.Loss(at.Apply(score), labels[i])).Sum() +
            ((at.Intercept * at.Intercept) / 2) + (4 * (at.Slope - 1) * (at.Slope - 1) / 2);
    }

    [Fact]
    public void Scores_that_are_true_are_left_alone()
    {
        var (z, labels, weights, leads) = Draw(4000, 0, 1);
        Assert.Equal(LogHazardLine.Identity, LogHazardLine.Choose(z, labels, weights, leads, LogHazardLine.Identity, 1));
    }

    [Fact]
    public void Scores_that_are_far_off_are_mapped()
    {
        var (z, labels, weights, leads) = Draw(4000, -1, 1.3);
        Assert.NotEqual(LogHazardLine.Identity, LogHazardLine.Choose(z, labels, weights, leads, LogHazardLine.Identity, 1));
    }

    [Fact]
    public void A_few_conversions_change_nothing()
    {
        var (z, labels, weights, leads) = Draw(90, -1, 1.3);
        Assert.True(labels.Sum() < 40);
        Assert.Equal(LogHazardLine.Identity, LogHazardLine.Choose(z, labels, weights, leads, LogHazardLine.Identity, 1));
    }

    static (double[] Z, float[] Labels, float[] Weights, int[] Leads) Draw(int count, double intercept, double slope)
    {
        var random = new Random(11);
        var (z, labels, weights) = (new double[count], new float[count], new float[count]);
        for (var i = 0; i < count; i++)
        {
            z[i] = -3 + (3.5 * random.NextDouble());
            labels[i] = random.NextDouble() < LogHazard.Probability(intercept + (slope * z[i])) ? 1 : 0;
            weights[i] = 1;
        }

        return (z, labels, weights, [.. Enumerable.Range(0, count).Select(i => i / 2)]);
    }
}
