namespace WarmLeads.ML.BoostedTrees.Tests;

public class GroupBootstrapTests
{
    static double Mean(float[] values, ReadOnlySpan<float> weights)
    {
        double sum = 0, total = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += weights[i] * values[i];
            total += weights[i];
        }

        return total > 0 ? sum / total : double.NaN;
    }

    [Fact]
    public void The_standard_error_of_a_mean_is_the_known_one()
    {
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, 400).Select(_ => (float)random.NextDouble())];
        var interval = new GroupBootstrap([.. Enumerable.Range(0, 400)]).Interval(weights => Mean(values, weights), seed: 1, draws: 2_000);
        Assert.Equal(values.Average(), interval.Estimate, 1e-6);
        Assert.Equal(Math.Sqrt(1.0 / 12 / 400), interval.StandardError, 0.0015);
        Assert.Equal(interval.Estimate - (1.96 * interval.StandardError), interval.Low, 0.003);
        Assert.Equal(interval.Estimate + (1.96 * interval.StandardError), interval.High, 0.003);
        Assert.Equal(2_000, interval.Draws);
    }

    [Fact]
    public void Examples_of_one_lead_count_as_one_when_they_are_all_alike()
    {
        var random = new Random(2);
        float[] leads = [.. Enumerable.Range(0, 100).Select(_ => (float)random.NextDouble())];
        float[] rows = [.. Enumerable.Range(0, 900).Select(i => leads[i / 9])];
        var byLead = new GroupBootstrap([.. Enumerable.Range(0, 100)]).Interval(weights => Mean(leads, weights), seed: 3);
        var byGroup = new GroupBootstrap([.. Enumerable.Range(0, 900).Select(i => 5000 - (i / 9))]).Interval(weights => Mean(rows, weights), seed: 3);
        var byRow = new GroupBootstrap([.. Enumerable.Range(0, 900)]).Interval(weights => Mean(rows, weights), seed: 3);
        Assert.Equal(byLead.StandardError, byGroup.StandardError, 1e-6);
        Assert.True(byRow.StandardError < 0.4 * byGroup.StandardError);
    }

    [Fact]
    public void Every_draw_draws_as_many_groups_as_there_are()
    {
        int[] groups = [4, 4, 7, 9, 9, 9];
        float[] own = [1, 2, 3, 1, 1, 1];
        var bootstrap = new GroupBootstrap(groups, own);
        var draws = new List<float[]>();
        bootstrap.Interval(
            weights =>
            {
                draws.Add(weights.ToArray());
                return 0;
            },
            seed: 5, draws: 200, numberOfThreads: 1);
        Assert.Equal(201, draws.Count);
        Assert.Equal(own, draws[^1]);
        foreach (var draw in draws)
        {
            Assert.Equal(3, draw[0] + (draw[2] / 3) + draw[3]);
            Assert.Equal(2 * draw[0], draw[1]);
            Assert.True(draw[3] == draw[4] && draw[4] == draw[5]);
        }

        Assert.True(draws.Select(draw => draw[0]).Distinct().Count() == 4);
    }

    [Fact]
    public void The_answer_depends_on_the_seed_and_not_on_the_threads()
    {
        var random = new Random(4);
        double[] p = [.. Enumerable.Range(0, 300).Select(_ => random.NextDouble())];
        float[] y = [.. p.Select(x => random.NextDouble() < x ? 1f : 0f)];
        var bootstrap = new GroupBootstrap([.. Enumerable.Range(0, 300).Select(i => i / 3)]);
        double Auc(ReadOnlySpan<float> weights) => BinaryClassificationMetrics.Evaluate(p, y, weights).AreaUnderRocCurve;
        var one = bootstrap.Interval(Auc, seed: 8, draws: 100, numberOfThreads: 1);
        Assert.Equal(one, bootstrap.Interval(Auc, seed: 8, draws: 100, numberOfThreads: 3));
        Assert.NotEqual(one, bootstrap.Interval(Auc, seed: 9, draws: 100, numberOfThreads: 3));
        Assert.InRange(one.Estimate, one.Low, one.High);
    }

    [Fact]
    public void Draws_without_the_figure_are_left_out_and_counted()
    {
        // Of two groups, half the draws take one of them twice: one class, no AUC.
        var interval = new GroupBootstrap([0, 1]).Interval(
            weights => BinaryClassificationMetrics.Evaluate([0.2, 0.8], [0, 1], weights).AreaUnderRocCurve, seed: 1, draws: 400);
        Assert.InRange(interval.Draws, 160, 240);
        Assert.Equal(1, interval.Low);
    }

    [Fact]
    public void A_level_outside_its_range_and_lengths_that_differ_are_refused()
    {
        var bootstrap = new GroupBootstrap([0, 1]);
        Assert.StartsWith(
            "The level must lie between 0 and 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => bootstrap.Interval(_ => 0, 1, level: 1)).Message);
        Assert.Equal(
            "Got 2 groups and 1 weights; give a group for each example, at least one, and one weight for each or none.",
            Assert.Throws<ArgumentException>(() => new GroupBootstrap([0, 1], [1])).Message);
    }
}
