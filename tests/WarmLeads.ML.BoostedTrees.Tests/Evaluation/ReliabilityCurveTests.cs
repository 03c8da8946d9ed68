namespace WarmLeads.ML.BoostedTrees.Tests;

public class ReliabilityCurveTests
{
    [Fact]
    public void The_parts_of_the_brier_score_are_those_of_their_definitions_over_the_bins()
    {
        // Without ties and with a number of bins that divides the examples, a bin is a run of the sorted examples.
        var (p, y) = Sample(600, seed: 2);
        var order = Enumerable.Range(0, 600).OrderBy(i => p[i]).ToArray();
        var rate = y.Average(label => (double)label);
        double reliability = 0, resolution = 0, variance = 0, covariance = 0;
        foreach (var bin in order.Chunk(60))
        {
            var (meanP, meanY) = (bin.Average(i => p[i]), bin.Average(i => (double)y[i]));
            reliability += Math.Pow(meanP - meanY, 2) / 10;
            resolution += Math.Pow(meanY - rate, 2) / 10;
            variance += bin.Sum(i => Math.Pow(p[i] - meanP, 2)) / 600;
            covariance += bin.Sum(i => (p[i] - meanP) * (y[i] - meanY)) / 600;
        }

        var brier = ReliabilityCurve.Create(p, y, 10).Brier;

        Assert.Equal(reliability, brier.Reliability, 1e-12);
        Assert.Equal(resolution, brier.Resolution, 1e-12);
        Assert.Equal(rate * (1 - rate), brier.Uncertainty, 1e-12);
        Assert.Equal(variance - (2 * covariance), brier.Remainder, 1e-12);
        Assert.Equal(BinaryClassificationMetrics.Evaluate(p, y).BrierScore, brier.Reliability - brier.Resolution + brier.Uncertainty + brier.Remainder, 1e-12);
    }

    [Fact]
    public void Probabilities_that_are_the_same_within_bins_leave_no_remainder()
    {
        double[] p = [.. Enumerable.Range(0, 100).Select(i => i < 50 ? 0.2 : 0.6)];
        float[] y = [.. Enumerable.Range(0, 100).Select(i => i % 50 < (i < 50 ? 15 : 30) ? 1f : 0f)];
        var curve = ReliabilityCurve.Create(p, y, 2);
        Assert.Equal(0, curve.Brier.Remainder, 1e-12);
        Assert.Equal(0.005, curve.Brier.Reliability, 1e-12);
        Assert.Equal(0.0225, curve.Brier.Resolution, 1e-12);
        Assert.Equal(0.05, curve.ExpectedError, 1e-12);
    }

    [Fact]
    public void The_monotone_curve_has_the_most_bins_before_a_rate_falls()
    {
        var (p, y) = Sample(2_000, seed: 5);
        var curve = ReliabilityCurve.CreateMonotone(p, y);
        Assert.InRange(curve.Bins.Count, 3, 100);
        for (var count = 1; count <= curve.Bins.Count; count++)
        {
            Assert.True(IsRising(ReliabilityCurve.Create(p, y, count)));
        }

        Assert.False(IsRising(ReliabilityCurve.Create(p, y, curve.Bins.Count + 1)));
    }

    [Fact]
    public void True_probabilities_have_a_smaller_error_over_monotone_bins_than_over_many_fixed_ones()
    {
        var (p, y) = Sample(500, seed: 9);
        Assert.True(ReliabilityCurve.CreateMonotone(p, y).ExpectedError < ReliabilityCurve.Create(p, y, 50).ExpectedError);
    }

    [Fact]
    public void Classes_that_are_parted_end_the_search_for_more_bins()
    {
        double[] p = [.. Enumerable.Range(0, 5_000).Select(i => i / 5_000.0)];
        float[] y = [.. p.Select(x => x > 0.5 ? 1f : 0f)];
        Assert.Equal(ReliabilityCurve.MostMonotoneBins, ReliabilityCurve.CreateMonotone(p, y).Bins.Count);
    }

    [Fact]
    public void Intervals_are_those_of_the_equal_examples_that_say_as_much()
    {
        var (p, y) = Sample(300, seed: 3);
        float[] same = [.. p.Select(_ => 7f)];
        float[] uneven = [.. p.Select((_, i) => i % 2 == 0 ? 1f : 9f)];
        var plain = ReliabilityCurve.Create(p, y, 5);
        var scaled = ReliabilityCurve.Create(p, y, 5, same);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(60, plain.Bins[i].EffectiveCount, 1e-9);
            Assert.Equal(60, scaled.Bins[i].EffectiveCount, 1e-9);
            Assert.Equal(new CalibrationBin(60, 0, plain.Bins[i].PositiveRate).Interval().Low, scaled.Bins[i].Interval().Low, 1e-9);
        }

        // One bin of all: (sum w)^2 / sum w^2.
        Assert.Equal(1500.0 * 1500 / (150 * (1 + 81)), Assert.Single(ReliabilityCurve.Create(p, y, 1, uneven).Bins).EffectiveCount, 1e-6);
    }

    [Fact]
    public void Nineteen_of_twenty_intervals_hold_the_truth()
    {
        var (hits, all) = (0, 0);
        for (var seed = 0; seed < 200; seed++)
        {
            var (p, y) = Sample(200, seed);
            foreach (var bin in ReliabilityCurve.Create(p, y, 4).Bins)
            {
                var (low, high) = bin.Interval();
                hits += low <= bin.MeanProbability && bin.MeanProbability <= high ? 1 : 0;
                all++;
            }
        }

        Assert.InRange((double)hits / all, 0.93, 0.99);
    }

    [Fact]
    public void Nothing_that_weighs_is_refused()
    {
        var problem = Assert.Throws<ArgumentException>(() => ReliabilityCurve.Create([0.5], [1], 1, [0]));
        Assert.Equal("All weights are 0, so nothing can be judged; pass examples with a weight.", problem.Message);
    }

    static bool IsRising(ReliabilityCurve curve) =>
        curve.Bins.Zip(curve.Bins.Skip(1)).All(pair => pair.First.PositiveRate <= pair.Second.PositiveRate);

    static (double[] P, float[] Y) Sample(int count, int seed)
    {
        var random = new Random(seed);
        double[] p = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
        return (p, [.. p.Select(x => random.NextDouble() < x ? 1f : 0f)]);
    }
}
