using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees.Tests;

public class PortableMathTests
{
    [Fact]
    public void Exp_and_log_are_right_to_the_last_bits_and_eight_at_a_time_are_the_same_bits()
    {
        var random = new Random(5);
        Span<double> eight = stackalloc double[8];
        for (var i = 0; i < 20_000; i++)
        {
            for (var lane = 0; lane < 8; lane++)
            {
                eight[lane] = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 4));
            }

            var x = Vector512.Create<double>(eight);
            var exponentials = PortableMath.Exp(x);
            var logarithms = PortableMath.Log(Vector512.Abs(x));
            for (var lane = 0; lane < 8; lane++)
            {
                Assert.Equal(PortableMath.Exp(eight[lane]), exponentials[lane]);
                Assert.Equal(PortableMath.Log(Math.Abs(eight[lane])), logarithms[lane]);
                var (exp, log) = (Math.Exp(Math.Clamp(eight[lane], -708, 708)), Math.Log(Math.Abs(eight[lane])));
                Assert.True(Math.Abs(exponentials[lane] - exp) <= 5e-16 * exp);
                Assert.True(Math.Abs(logarithms[lane] - log) <= 5e-16 * Math.Max(1, Math.Abs(log)));
            }
        }
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(1000, 1)]
    public void Logistic_is_exact_at_its_ends_and_middle(double score, double probability)
    {
        Assert.Equal(probability, PortableMath.Logistic(score));
        Assert.Equal(1 - probability, PortableMath.Logistic(-score), 1e-300);
    }

    [Fact]
    public void Log_odds_and_logistic_undo_each_other()
    {
        foreach (var p in new[] { 1e-9, 0.02, 0.5, 0.77, 1 - 1e-9 })
        {
            Assert.Equal(p, PortableMath.Logistic(PortableMath.LogOdds(p)), 1e-15);
        }
    }

    [Fact]
    public void Random_bits_of_eight_indices_are_those_of_each()
    {
        var eight = CounterRandom.Bits(77, Vector256.Create(0u, 1, 2, 3, 4, 5, 6, uint.MaxValue));
        Assert.Equal(CounterRandom.Bits(77, 6), eight[6]);
        Assert.Equal(CounterRandom.Bits(77, uint.MaxValue), eight[7]);
    }

    [Fact]
    public void Random_bits_are_even()
    {
        var key = CounterRandom.Key(1, 2, RandomPurpose.Examples);
        var bound = CounterRandom.BoundFor(0.3)!.Value;
        var share = Enumerable.Range(0, 100_000).Count(i => CounterRandom.Bits(key, (uint)i) < bound) / 100_000.0;
        Assert.InRange(share, 0.29, 0.31);
        Assert.Null(CounterRandom.BoundFor(1));
    }
}
