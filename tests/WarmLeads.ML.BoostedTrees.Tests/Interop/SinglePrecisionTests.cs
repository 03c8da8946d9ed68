namespace WarmLeads.ML.BoostedTrees.Tests;

public class SinglePrecisionTests
{
    static readonly float[] _special =
    [
        0, -0f, float.Epsilon, -float.Epsilon, 1, -1, 1e-38f, -1e-38f, 16777216, 0.1f, -0.1f, MathF.BitIncrement(1), MathF.BitDecrement(1),
        float.MaxValue, float.MinValue, MathF.BitDecrement(float.MaxValue), float.PositiveInfinity,
    ];

    [Fact]
    public void A_comparison_of_singles_becomes_one_of_doubles()
    {
        foreach (var t in Thresholds())
        {
            foreach (var x in Around(t))
            {
                Assert.True((float)x < t == x <= SinglePrecision.UpTo(t), $"x = {x:R}, t = {t:R}");
            }
        }
    }

    [Fact]
    public void A_comparison_of_doubles_becomes_one_of_singles_when_the_value_is_one()
    {
        foreach (var t in Thresholds())
        {
            foreach (var threshold in Around(t))
            {
                foreach (var x in Around(t).Select(x => (float)x).Where(float.IsFinite))
                {
                    Assert.True(x <= threshold == x < SinglePrecision.Above(threshold), $"x = {x:R}, threshold = {threshold:R}");
                }
            }
        }
    }

    static IEnumerable<float> Thresholds()
    {
        var random = new Random(5);
        return _special.Concat(Enumerable.Range(0, 2000).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))))
            .Where(t => !float.IsNaN(t) && t > float.NegativeInfinity);
    }

    static double[] Around(float t)
    {
        double below = MathF.BitDecrement(t), above = MathF.BitIncrement(t);
        var overflow = Math.ScaleB(1, 128) - Math.ScaleB(1, 103);
        double[] places = [t, below, above, (t / 2.0) + (below / 2), (t / 2.0) + (above / 2), overflow, -overflow, 0];
        return [.. places.Where(double.IsFinite).SelectMany(x => new[] { Math.BitDecrement(x), x, Math.BitIncrement(x) }).Where(double.IsFinite)];
    }
}
