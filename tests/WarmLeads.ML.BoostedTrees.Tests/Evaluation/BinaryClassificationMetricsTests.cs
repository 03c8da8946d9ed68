namespace WarmLeads.ML.BoostedTrees;

public class BinaryClassificationMetricsTests
{
    [Fact]
    public void Auc_is_the_share_of_pairs_in_the_right_order_with_ties_counted_half()
    {
        var (p, y) = Sample(400, seed: 3, ties: true);
        double right = 0, pairs = 0;
        for (var i = 0; i < y.Length; i++)
        {
            for (var j = 0; j < y.Length; j++)
            {
                if (y[i] < 0.5f || y[j] > 0.5f)
                    continue;
                pairs++;
                right += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
            }
        }

        Assert.Equal(right / pairs, BinaryClassificationMetrics.Evaluate(p, y).AreaUnderRocCurve, 12);
    }

    [Fact]
    public void Log_loss_and_brier_are_the_means_of_their_definitions()
    {
        double[] p = [0.9, 0.2, 0.6];
        float[] y = [1, 0, 0];

        var metrics = BinaryClassificationMetrics.Evaluate(p, y);

        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.8) + Math.Log(0.4)) / 3, metrics.LogLoss, 12);
        Assert.Equal((0.01 + 0.04 + 0.36) / 3, metrics.BrierScore, 12);
    }

    [Fact]
    public void A_weight_of_two_counts_like_the_example_twice()
    {
        var (p, y) = Sample(60, seed: 5, ties: true);
        float[] weights = [.. y.Select((_, i) => i < 20 ? 2f : 1f)];
        double[] twice = [.. p, .. p[..20]];
        float[] labels = [.. y, .. y[..20]];

        var weighted = BinaryClassificationMetrics.Evaluate(p, y, weights);
        var repeated = BinaryClassificationMetrics.Evaluate(twice, labels);

        Assert.Equal(repeated.AreaUnderRocCurve, weighted.AreaUnderRocCurve, 12);
        Assert.Equal(repeated.LogLoss, weighted.LogLoss, 12);
        Assert.Equal(repeated.ExpectedCalibrationError, weighted.ExpectedCalibrationError, 12);
        Assert.Equal(repeated.LiftAt10Percent, weighted.LiftAt10Percent, 12);
    }

    [Fact]
    public void Calibration_bins_hold_equal_mass_and_together_all_of_it()
    {
        var (p, y) = Sample(1003, seed: 8, ties: false);

        var bins = CalibrationCurve.Create(p, y, 15);

        Assert.Equal(15, bins.Count);
        Assert.All(bins, bin => Assert.Equal(1003 / 15.0, bin.Weight, 6));
        Assert.Equal(y.Sum(), bins.Sum(bin => bin.Weight * bin.PositiveRate), 6);
        Assert.Equal(p.Sum(), bins.Sum(bin => bin.Weight * bin.MeanProbability), 6);
    }

    [Fact]
    public void One_probability_for_all_has_the_distance_to_the_rate_as_calibration_error()
    {
        double[] p = [.. Enumerable.Repeat(0.3, 100)];
        float[] y = [.. Enumerable.Range(0, 100).Select(i => i < 50 ? 1f : 0f)];

        Assert.Equal(0.2, BinaryClassificationMetrics.Evaluate(p, y).ExpectedCalibrationError, 12);
        Assert.Equal(1, BinaryClassificationMetrics.Evaluate(p, y).LiftAt10Percent, 12);
        Assert.Equal(0.5, BinaryClassificationMetrics.Evaluate(p, y).AreaUnderRocCurve, 12);
    }

    [Fact]
    public void A_perfect_order_has_the_greatest_lift_and_finds_everything_at_the_base_rate()
    {
        double[] p = [.. Enumerable.Range(0, 100).Select(i => 1 - i / 100.0)];
        float[] y = [.. Enumerable.Range(0, 100).Select(i => i < 20 ? 1f : 0f)];

        var curve = LiftCurve.Create(p, y, 10);

        Assert.Equal(5, BinaryClassificationMetrics.Evaluate(p, y).LiftAt10Percent, 12);
        Assert.Equal(1, curve[1].CapturedShare, 12);
        Assert.Equal(1, curve[^1].Lift, 12);
    }

    [Fact]
    public void One_class_has_no_auc()
    {
        Assert.True(double.IsNaN(BinaryClassificationMetrics.Evaluate([0.1, 0.2], [1, 1]).AreaUnderRocCurve));
    }

    [Fact]
    public void Lengths_that_differ_are_refused_with_a_sentence()
    {
        var problem = Assert.Throws<ArgumentException>(() => BinaryClassificationMetrics.Evaluate([0.1], [1, 0]));
        Assert.Equal(
            "Got 1 probabilities, 2 labels and 0 weights; give one label for each probability, at least one, and one weight for each or none.",
            problem.Message);
        Assert.Equal(
            "The probability of example 1 is NaN, which has no rank; pass a number.",
            Assert.Throws<ArgumentException>(() => BinaryClassificationMetrics.Evaluate([0.5, double.NaN], [1f, 0f])).Message);
    }

    static (double[] P, float[] Y) Sample(int count, int seed, bool ties)
    {
        var random = new Random(seed);
        double[] p = [.. Enumerable.Range(0, count).Select(_ => ties ? random.Next(1, 20) / 20.0 : random.NextDouble())];
        return (p, [.. p.Select(x => random.NextDouble() < x ? 1f : 0f)]);
    }
}
