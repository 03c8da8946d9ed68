namespace WarmLeads.ML.BoostedTrees;

/// <summary>Which levels a table of bounded size keeps: the heaviest.</summary>
static class KeptLevels
{
    /// <summary>True for each level that is kept, shape [levels]. Levels without weight are not; ties go to the smaller key.</summary>
    public static bool[] Of(LevelSums sums, IReadOnlyList<long> keys, int most)
    {
        var weights = sums.LevelWeights;
        var kept = new bool[weights.Length];
        var counted = Enumerable.Range(0, weights.Length).Where(level => weights[level] > 0);
        if (weights.Length > most)
        {
            counted = counted.OrderByDescending(level => weights[level]).ThenBy(level => keys[level]).Take(most);
        }

        foreach (var level in counted)
        {
            kept[level] = true;
        }

        return kept;
    }
}
