namespace WarmLeads.ML.Leads.Tests;

public sealed class SumDistributionTests
{
    [Fact]
    public void Leads_of_one_chance_make_the_binomial_distribution()
    {
        const int n = 200;
        const double p = 0.03;
        var sum = SumDistribution.Sum([.. Enumerable.Range(0, n).Select(_ => SumDistribution.Of([1 - p, p]))]);
        var expected = Math.Pow(1 - p, n);
        for (var k = 0; k < sum.Mass.Length; k++)
        {
            Assert.Equal(expected, At(sum, k), 1e-13);
            expected *= (n - k) / (k + 1.0) * p / (1 - p);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(12)]
    public void Leads_of_different_chances_make_what_trying_every_case_makes(int count)
    {
        var random = new Random(count);
        var chances = Enumerable.Range(0, count).Select(_ => random.NextDouble()).ToArray();
        var byCase = new double[count + 1];
        for (var who = 0; who < 1 << count; who++)
        {
            var chance = 1.0;
            for (var i = 0; i < count; i++)
                chance *= (who & (1 << i)) != 0 ? chances[i] : 1 - chances[i];
            byCase[int.PopCount(who)] += chance;
        }
        var sum = SumDistribution.Sum([.. chances.Select(p => SumDistribution.Of([1 - p, p]))]);
        for (var k = 0; k <= count; k++)
            Assert.Equal(byCase[k], At(sum, k), 1e-14);
    }

    [Fact]
    public void A_hundred_thousand_leads_keep_their_mean_and_variance_to_twelve_digits()
    {
        var random = new Random(4);
        double mean = 0, variance = 0;
        var parts = new List<SumDistribution>();
        for (var i = 0; i < 100_000; i++)
        {
            var p = 0.05 * random.NextDouble();
            mean += p;
            variance += p * (1 - p);
            parts.Add(SumDistribution.Of([1 - p, p]));
        }
        var sum = SumDistribution.Sum(parts);
        double total = 0, first = 0, second = 0;
        for (var i = 0; i < sum.Mass.Length; i++)
            (total, first) = (total + sum.Mass[i], first + (sum.Mass[i] * (sum.Start + i)));
        for (var i = 0; i < sum.Mass.Length; i++)
            second += sum.Mass[i] * (sum.Start + i - first) * (sum.Start + i - first);
        Assert.Equal(1, total, 1e-11);
        Assert.Equal(mean, first, 1e-12 * mean * 10);
        Assert.Equal(variance, second, 1e-9 * variance);
    }

    [Fact]
    public void A_quantile_is_the_least_value_that_is_not_exceeded_with_its_chance()
    {
        var sum = SumDistribution.Of([0.25, 0.5, 0.25]);
        Assert.Equal([0, 1, 1, 2], [sum.Quantile(0.25), sum.Quantile(0.26), sum.Quantile(0.75), sum.Quantile(0.76)]);
    }

    [Fact]
    public void A_mixture_is_the_mean_of_its_parts()
    {
        var mix = SumDistribution.Mix([SumDistribution.Of([0.5, 0.5]), SumDistribution.Of([0, 0, 1])]);
        Assert.Equal([0.25, 0.25, 0.5], [At(mix, 0), At(mix, 1), At(mix, 2)]);
    }

    static double At(SumDistribution sum, int value) =>
        value < sum.Start || value >= sum.Start + sum.Mass.Length ? 0 : sum.Mass[value - sum.Start];
}
