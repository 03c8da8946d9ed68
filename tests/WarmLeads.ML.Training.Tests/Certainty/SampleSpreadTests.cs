namespace WarmLeads.ML.Training.Tests;

public sealed class SampleSpreadTests
{
    static readonly double[] Scores = [-2, -1, 0, 1, 2];

    [Fact]
    public void Folds_that_agree_leave_nothing_unsure_and_a_single_one_says_nothing()
    {
        Assert.Equal((0, 0, 0), SampleSpread.Of([new JudgedScores(Scores, [Scores, Scores, Scores], null)], 0));
        Assert.Equal((0, 0, 0), SampleSpread.Of([new JudgedScores(Scores, [[1, 2, 3, 4, 5]], null)], 0));
    }

    [Fact]
    public void Folds_that_differ_in_height_and_slope_differ_by_the_jackknife_of_their_lines()
    {
        // Heights at 0: 0.3, 0, -0.3; slopes 1.2, 1, 0.8; (K - 1) / K of the sums of squares and products.
        double[][] byFold = [.. new[] { (0.3, 1.2), (0, 1), (-0.3, 0.8) }.Select(line => Scores.Select(score => line.Item1 + (line.Item2 * score)).ToArray())];

        var (level, covariance, slope) = SampleSpread.Of([new JudgedScores(Scores, byFold, [1, 2, 3, 2, 1])], 0);

        Assert.Equal(2 / 3.0 * 0.18, level, 1e-12);
        Assert.Equal(2 / 3.0 * 0.12, covariance, 1e-12);
        Assert.Equal(2 / 3.0 * 0.08, slope, 1e-12);
    }

    [Fact]
    public void The_level_drifts_where_it_wanders_by_more_than_chance()
    {
        const int rows = 6000;
        var random = new Random(2);
        double[] times = [.. Enumerable.Range(0, rows).Select(row => (double)row)];
        double[] chances = [.. times.Select(_ => 0.2)];
        float[] steady = [.. times.Select(_ => random.NextDouble() < 0.2 ? 1f : 0f)];
        float[] falling = [.. times.Select(time => random.NextDouble() < 0.3 - (0.2 * time / rows) ? 1f : 0f)];

        Assert.InRange(LevelDrift.Of(chances, steady, null, null, times), 0, 0.01);
        // Log-odds of 0.267, 0.2 and 0.133 vary by about 0.18.
        Assert.InRange(LevelDrift.Of(chances, falling, null, null, times), 0.1, 0.3);
        Assert.Equal(0, LevelDrift.Of(chances, falling, null, null, null));
    }
}
