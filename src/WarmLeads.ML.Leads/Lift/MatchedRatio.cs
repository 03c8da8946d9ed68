namespace WarmLeads.ML.Leads;

/// <summary>The ratio of the chances of converting with and without a touch, among leads alike.</summary>
/// <remarks>
/// Mantel and Haenszel's risk ratio over classes of leads alike; its interval is that of 99 % over draws of whole leads, since the
/// looks of a lead go together. Sources: Mantel and Haenszel 1959; Greenland and Robins 1985; Efron and Tibshirani 1993.
/// </remarks>
static class MatchedRatio
{
    const double Tail = 0.005;

    /// <summary>The ratio with its interval; null when it cannot be measured.</summary>
    /// <param name="looks">Every look: its lead, its class, whether the touch came, whether it converted.</param>
    /// <param name="leads">How many leads.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="draws">How often leads are drawn.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static (double Ratio, double Low, double High)? Of(
        IReadOnlyList<(int Lead, int Class, bool Touched, bool Converted)> looks, int leads, int classes, int draws, int seed)
    {
        var counts = new int[leads];
        Array.Fill(counts, 1);
        var ratio = At(looks, counts, classes);
        if (!(ratio > 0 && double.IsFinite(ratio)))
            return null;
        var random = new Random(seed);
        var drawn = new List<double>(draws);
        for (var draw = 0; draw < draws; draw++)
        {
            Array.Clear(counts);
            for (var i = 0; i < leads; i++)
                counts[random.Next(leads)]++;
            if (At(looks, counts, classes) is var one && one > 0 && double.IsFinite(one))
                drawn.Add(one);
        }

        // Where many draws have no conversion on a side, the interval would be of the others only.
        if (drawn.Count < 0.99 * draws)
            return null;
        drawn.Sort();
        return (ratio, Math.Min(ratio, drawn[(int)(Tail * drawn.Count)]), Math.Max(ratio, drawn[(int)((1 - Tail) * drawn.Count)]));
    }

    static double At(IReadOnlyList<(int Lead, int Class, bool Touched, bool Converted)> looks, int[] counts, int classes)
    {
        // Per class: touched, touched and converted, not touched, not touched and converted.
        var sums = new double[4 * classes];
        foreach (var (lead, group, touched, converted) in looks)
        {
            var place = (4 * group) + (touched ? 0 : 2);
            sums[place] += counts[lead];
            if (converted)
                sums[place + 1] += counts[lead];
        }

        double above = 0, below = 0;
        for (var i = 0; i < sums.Length; i += 4)
        {
            var all = sums[i] + sums[i + 2];
            if (all == 0)
                continue;
            above += sums[i + 1] * sums[i + 2] / all;
            below += sums[i + 3] * sums[i] / all;
        }

        return above / below;
    }
}
