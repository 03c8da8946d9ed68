namespace WarmLeads.ML.Scoring;

public class PercentagePointsTests
{
    [Fact]
    public void Points_sum_to_the_difference_of_the_probabilities_bit_for_bit_in_any_order()
    {
        var random = new Random(5);
        for (var round = 0; round < 2_000; round++)
        {
            var contributions = new double[random.Next(1, 40)];
            for (var i = 0; i < contributions.Length; i++)
                contributions[i] = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 2));
            var bias = random.NextDouble() * 6 - 4;
            var score = bias + contributions.Sum();
            var points = new double[contributions.Length];

            PercentagePoints.Compute(contributions, bias, score, points);

            var expected = 100 * ConversionModel.Probability(score) - 100 * ConversionModel.Probability(bias);
            Assert.Equal(expected, points.Sum());
            random.Shuffle(points);
            Assert.Equal(expected, points.Sum());
        }
    }

    [Fact]
    public void Points_are_in_proportion_to_log_odds()
    {
        var points = new double[2];
        PercentagePoints.Compute([1, 0.5], -2, -0.5, points);
        Assert.Equal(2, points[0] / points[1], 9);
    }

    [Fact]
    public void Contributions_that_cancel_out_leave_the_base_probability()
    {
        var points = new double[2];
        PercentagePoints.Compute([0.4, -0.4], -1, -1, points);
        Assert.Equal(0, points[0] + points[1]);
        Assert.True(points[0] > 0);
    }

    [Theory]
    [InlineData(-1e6)]
    [InlineData(-700)]
    [InlineData(0)]
    [InlineData(700)]
    [InlineData(1e6)]
    public void A_probability_is_never_zero_or_one_and_lies_on_the_grid(double score)
    {
        var p = ConversionModel.Probability(score);
        Assert.InRange(p, Math.Pow(2, -44), 1 - Math.Pow(2, -44));
        Assert.Equal(Math.Round(p * Math.Pow(2, 44)), p * Math.Pow(2, 44));
    }
}
