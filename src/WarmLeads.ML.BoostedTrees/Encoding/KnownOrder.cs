namespace WarmLeads.ML.BoostedTrees;

/// <summary>Statistics of each example, counted on the labels that were known before the moment it stands at.</summary>
static class KnownOrder
{
    /// <summary>Fills a rate and a count for every example.</summary>
    /// <param name="data">The examples.</param>
    /// <param name="levels">Their levels.</param>
    /// <param name="asOf">The moment at which each stands, shape [n].</param>
    /// <param name="knownAt">The moment at which its label was known, shape [n].</param>
    /// <param name="options">How to count.</param>
    /// <param name="rates">Receives the rates, NaN while nothing is known, shape [n].</param>
    /// <param name="counts">Receives the counts, shape [n].</param>
    public static void Fill(
        Dataset data, LevelIndex levels, double[] asOf, double[] knownAt, TargetEncodingOptions options, double[] rates, double[] counts)
    {
        var standing = Sorted(asOf);
        var known = Sorted(knownAt);
        var kept = KeptLevels.Of(CrossFitting.Sum(data, levels, new int[asOf.Length]), levels.Keys, options.MaximumLevelCount);
        var sums = new LevelSums(levels.Keys.Count);
        var next = 0;
        foreach (var row in standing)
        {
            for (; next < known.Length && knownAt[known[next]] < asOf[row]; next++)
            {
                var learnt = known[next];
                sums.Add(levels.LevelOfRow[learnt], data.Labels[learnt], data.Weights?[learnt] ?? 1);
            }

            var level = levels.LevelOfRow[row];
            level = level >= 0 && kept[level] ? level : -1;
            rates[row] = sums.Rate(level, options.PriorWeight);
            counts[row] = sums.Count(level);
        }
    }

    static int[] Sorted(double[] moments)
    {
        var rows = Enumerable.Range(0, moments.Length).ToArray();
        Array.Sort(rows, (a, b) => moments[a] != moments[b] ? moments[a].CompareTo(moments[b]) : a.CompareTo(b));
        return rows;
    }
}
