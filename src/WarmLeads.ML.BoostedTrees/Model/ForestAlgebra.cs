namespace WarmLeads.ML.BoostedTrees;

/// <summary>Forests made of forests.</summary>
static class ForestAlgebra
{
    /// <summary>The forest whose score is the mean of these forests' scores.</summary>
    public static Forest Average(IReadOnlyList<Forest> forests)
    {
        if (forests.Count == 0)
        {
            throw new ArgumentException("There is no model to average; pass at least one.");
        }

        var trees = new List<TreeNode[]>();
        var sets = new List<CategorySet>();
        var tables = new List<CategoryTable>();
        foreach (var forest in forests)
        {
            if (!forest.Schema.HasSameFeatures(forests[0].Schema))
            {
                throw new ArgumentException("The models have different features; average models of one schema.");
            }

            if (forest.Link.Kind != forests[0].Link.Kind)
            {
                throw new ArgumentException(
                    $"The models' scores are {forests[0].Link.Kind} and {forest.Link.Kind}; average models that were fitted to the same objective.");
            }

            var firstSet = sets.Count;
            sets.AddRange(forest.Sets.Select(set => set with { Table = Shared(set.Table, tables) }));
            trees.AddRange(forest.Trees.Select(tree => Array.ConvertAll(tree, node => node with
            {
                Value = node.Value / forests.Count,
                Set = node.Set < 0 ? -1 : node.Set + firstSet,
            })));
        }

        return Forest.Create(forests[0].Schema, forests.Sum(forest => forest.BaseScore) / forests.Count, trees, [.. sets], AverageLink(forests));
    }

    /// <summary>The forest whose score is intercept + slope * score.</summary>
    public static Forest Rescale(Forest forest, double intercept, double slope) =>
        Forest.Create(
            forest.Schema,
            intercept + (slope * forest.BaseScore),
            [.. forest.Trees.Select(tree => Array.ConvertAll(tree, node => node with { Value = slope * node.Value }))],
            forest.Sets,
            forest.Link with { Baseline = forest.Link.Baseline?.Rescale(intercept, slope) });

    /// <summary>The forest that answers for a shorter horizon, and for those within it.</summary>
    public static Forest Within(Forest forest, double days)
    {
        var shift = forest.Link.ShiftTo(days);
        return Shift(forest, shift, forest.Link with { Baseline = forest.Link.Baseline!.Until(days) });
    }

    /// <summary>The forest whose score is so much higher; its leaves, and with them contributions, stay as they are.</summary>
    public static Forest Shift(Forest forest, double shift, ForestLink link)
    {
        var baseScore = forest.BaseScore + forest.Grid.Round(shift);
        return Forest.Magnitude(baseScore, forest.Trees) <= forest.Grid.Reach
            ? Forest.OnGrid(forest.Schema, forest.Grid, baseScore, forest.Trees, forest.Sets, link)
            : Forest.Create(forest.Schema, baseScore, forest.Trees, forest.Sets, link);
    }

    static ForestLink AverageLink(IReadOnlyList<Forest> forests)
    {
        var link = forests[0].Link;
        return link.Baseline is null ? link : link with { Baseline = BaselineHazard.Average([.. forests.Select(forest => forest.Link.Baseline!)]) };
    }

    // Folds of one binned data set share their tables; they need to be kept once.
    static CategoryTable Shared(CategoryTable table, List<CategoryTable> tables)
    {
        var known = tables.Find(other => ReferenceEquals(other, table) || other.HasSameBins(table));
        if (known is null)
        {
            tables.Add(table);
        }

        return known ?? table;
    }
}
