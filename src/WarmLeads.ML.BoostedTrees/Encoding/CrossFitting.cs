namespace WarmLeads.ML.BoostedTrees;

/// <summary>Statistics of each fold's examples, counted on the other folds.</summary>
static class CrossFitting
{
    /// <summary>The sums of all examples in a fold of 0 or above.</summary>
    public static LevelSums Sum(Dataset data, LevelIndex levels, int[] folds)
    {
        var sums = new LevelSums(levels.Keys.Count);
        for (var row = 0; row < folds.Length; row++)
        {
            if (folds[row] >= 0)
            {
                sums.Add(levels.LevelOfRow[row], data.Labels[row], data.Weights?[row] ?? 1);
            }
        }

        return sums;
    }

    /// <summary>Fills a rate and a count for every example.</summary>
    /// <param name="data">The examples.</param>
    /// <param name="levels">Their levels.</param>
    /// <param name="folds">Their folds; -1 = held out.</param>
    /// <param name="options">How to count.</param>
    /// <param name="rates">Receives the rates, shape [n].</param>
    /// <param name="counts">Receives the counts, scaled to all folds, shape [n].</param>
    public static void Fill(Dataset data, LevelIndex levels, int[] folds, TargetEncodingOptions options, double[] rates, double[] counts)
    {
        var all = Sum(data, levels, folds);
        var kept = KeptLevels.Of(all, levels.Keys, options.MaximumLevelCount);
        var others = OtherFolds(data, levels, folds);
        for (var row = 0; row < rates.Length; row++)
        {
            var sums = folds[row] < 0 ? all : others[folds[row]];
            var level = levels.LevelOfRow[row];
            level = level >= 0 && kept[level] ? level : -1;
            rates[row] = sums.Rate(level, options.PriorWeight);
            counts[row] = sums.Count(level) * (all.Weight / sums.Weight);
        }
    }

    // Added up fold by fold rather than taken from the whole: what no other fold has is 0, not a rounding error.
    static LevelSums[] OtherFolds(Dataset data, LevelIndex levels, int[] folds)
    {
        var own = new LevelSums[folds.Length == 0 ? 0 : Math.Max(0, folds.Max() + 1)];
        for (var fold = 0; fold < own.Length; fold++)
        {
            own[fold] = new LevelSums(levels.Keys.Count);
        }

        for (var row = 0; row < folds.Length; row++)
        {
            if (folds[row] >= 0)
            {
                own[folds[row]].Add(levels.LevelOfRow[row], data.Labels[row], data.Weights?[row] ?? 1);
            }
        }

        if (own.Count(sums => sums.Weight > 0) < 2)
        {
            throw new ArgumentException("Fewer than two folds hold examples with weight; cross-fitting counts each fold on the others.");
        }

        var others = new LevelSums[own.Length];
        for (var fold = 0; fold < own.Length; fold++)
        {
            others[fold] = new LevelSums(levels.Keys.Count);
            for (var other = 0; other < own.Length; other++)
            {
                if (other != fold)
                {
                    others[fold].Add(own[other]);
                }
            }
        }

        return others;
    }
}
