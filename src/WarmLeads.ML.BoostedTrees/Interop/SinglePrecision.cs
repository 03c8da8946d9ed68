namespace WarmLeads.ML.BoostedTrees;

/// <summary>From comparisons of singles, which other engines make, to comparisons of doubles, and back.</summary>
static class SinglePrecision
{
    // Where rounding to single turns to infinity: halfway from the largest single to what would be the next.
    static readonly double _overflow = Math.ScaleB(1, 128) - Math.ScaleB(1, 103);

    /// <summary>The largest double that, rounded to single, is below a single: "(float)x &lt; t" is "x &lt;= UpTo(t)" for every double x.</summary>
    /// <remarks>
    /// The singles below t end with p. Doubles round to p or below up to the middle between p and t, which is a double;
    /// the middle itself rounds to whichever of the two has an even last bit. For t = -infinity there is no such double;
    /// the answer is -infinity, which only -infinity itself does not exceed.
    /// </remarks>
    public static double UpTo(float t)
    {
        if (float.IsInfinity(t))
        {
            return t > 0 ? Math.BitDecrement(_overflow) : double.NegativeInfinity;
        }

        var below = MathF.BitDecrement(t);
        if (float.IsInfinity(below))
        {
            return -_overflow;
        }

        var middle = (below / 2.0) + (t / 2.0);
        return (BitConverter.SingleToInt32Bits(below) & 1) == 0 ? middle : Math.BitDecrement(middle);
    }

    /// <summary>The smallest single above a threshold: "x &lt;= threshold" is "x &lt; Above(threshold)" for every single x but infinity.</summary>
    public static float Above(double threshold)
    {
        var single = (float)threshold;
        return single > threshold ? single : MathF.BitIncrement(single);
    }
}
