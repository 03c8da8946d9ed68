namespace WarmLeads.ML.Reports;

/// <summary>Rounds parts to whole units so that a reader who adds them up arrives at the total that is printed.</summary>
/// <remarks>
/// Each part is rounded to the nearest unit; what is then missing from the total (or too much) goes, one unit each, to the
/// parts that rounding had cut (or raised) the most. Parts that sentences quote give way last, and so do parts of zero.
/// Source: the method of largest remainders (Hamilton 1792), for parts of both signs.
/// </remarks>
public static class LargestRemainderRounding
{
    /// <summary>Rounds parts to a given total.</summary>
    /// <param name="parts">The parts, in display units (tenths of a percentage point, say), shape [n].</param>
    /// <param name="total">What the rounded parts must add up to, in the same units; at most one unit from the parts' sum.</param>
    /// <param name="quoted">How many of the largest parts are quoted elsewhere, rounded to the nearest unit; 0 for none.</param>
    /// <returns>Whole units in the order of the parts, shape [n].</returns>
    /// <exception cref="ArgumentException">The parts add up to something else than the total.</exception>
    public static int[] Round(IReadOnlyList<double> parts, int total, int quoted = 0)
    {
        var sum = parts.Sum();
        // The total is the difference of two rounded ends, half a unit off at each; the rest is room for floating point.
        if (!(Math.Abs(sum - total) <= 1 + 1e-6))
        {
            throw new ArgumentException(
                $"The parts add up to {PageFigures.Measure(sum)}, but the total is {total}; pass the parts of that total, in the same units.");
        }

        var rounded = new int[parts.Count];
        for (var i = 0; i < rounded.Length; i++)
            rounded[i] = (int)Math.Round(parts[i], MidpointRounding.AwayFromZero);

        var missing = total - rounded.Sum();
        var direction = Math.Sign(missing);
        var largest = Enumerable.Range(0, rounded.Length).OrderByDescending(i => Math.Abs(parts[i])).Take(quoted).ToHashSet();
        var order = Enumerable.Range(0, rounded.Length)
            .OrderBy(i => direction * (parts[i] - rounded[i]) <= 0)
            .ThenBy(i => parts[i] == 0)
            .ThenBy(largest.Contains)
            .ThenByDescending(i => direction * (parts[i] - rounded[i]))
            .ThenByDescending(i => Math.Abs(parts[i]));
        foreach (var i in order.Take(Math.Abs(missing)))
            rounded[i] += direction;
        return rounded;
    }
}
