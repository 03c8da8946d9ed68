namespace WarmLeads.ML.BoostedTrees;

/// <summary>The categorical nodes of another engine's forest, as sets of bins.</summary>
sealed class ForeignCategories
{
    // Tables of codes have a byte for each code up to the largest: a file of few bytes must not ask for many.
    const long FreeTableBytes = 1 << 20, TableBytesPerFileByte = 64;

    readonly List<CategoryGroups>[] _groups;
    readonly Dictionary<(int Tree, int Node), CategoryGroups> _groupsOfNode = [];
    readonly int[] _categoryCounts;
    readonly Dictionary<CategorySet, int> _numbers = [];
    readonly ForeignForest _forest;

    public ForeignCategories(ForeignForest forest)
    {
        _forest = forest;
        _groups = new List<CategoryGroups>[forest.FeatureNames.Length];
        _categoryCounts = Array.ConvertAll(forest.IsCategorical, isCategorical => isCategorical ? 1 : 0);
        for (var tree = 0; tree < forest.Trees.Count; tree++)
        {
            for (var i = 0; i < forest.Trees[tree].Length; i++)
            {
                var node = forest.Trees[tree][i];
                if (!node.IsLeaf && node.Categories is not null)
                {
                    Add(node, tree, i);
                }
            }
        }

        var bytes = _groups.Select((groups, feature) => (long)(groups?.Count ?? 0) * _categoryCounts[feature]).Sum();
        if (bytes > FreeTableBytes + (TableBytesPerFileByte * forest.FileLength))
        {
            throw forest.Refuse($"its categories go up to {_categoryCounts.Max() - 1}, out of proportion to its {forest.FileLength} bytes");
        }
    }

    /// <summary>The sets, in the order of <see cref="NumberOf"/>.</summary>
    public CategorySet[] Sets => [.. _numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    /// <summary>Features with their kinds.</summary>
    public FeatureSchema Schema()
    {
        try
        {
            return new FeatureSchema(
            [
                .. _forest.FeatureNames.Select((name, feature) => _categoryCounts[feature] == 0
                    ? new Feature(name)
                    : new Feature(name, FeatureKind.Categorical, _categoryCounts[feature])),
            ]);
        }
        catch (ArgumentException wrong)
        {
            throw _forest.Refuse($"its features make no schema ({wrong.Message.TrimEnd('.')})");
        }
    }

    /// <summary>True when the column holds codes.</summary>
    public bool IsCategorical(int feature) => _categoryCounts[feature] > 0;

    /// <summary>The number of a categorical node's set.</summary>
    public int NumberOf(in ForeignNode node, int tree, int number)
    {
        var groups = _groupsOfNode[(tree, number)];
        var set = new CategorySet(groups.Table(_categoryCounts[node.Feature]), groups.LeftBins(node.Categories!, node.OthersLeft, node.MissingLeft));
        _numbers.TryAdd(set, _numbers.Count);
        return _numbers[set];
    }

    void Add(in ForeignNode node, int tree, int number)
    {
        if (node.Feature < 0 || node.Feature >= _groups.Length)
        {
            throw _forest.Refuse($"tree {tree}, node {number} tests feature {node.Feature} of {_groups.Length}");
        }

        foreach (var code in node.Categories!)
        {
            if (code is < 0 or >= Feature.MaximumCategoryCount)
            {
                throw _forest.Refuse($"tree {tree}, node {number} names the category {code}; codes are 0 to {Feature.MaximumCategoryCount - 1}");
            }

            _categoryCounts[node.Feature] = Math.Max(_categoryCounts[node.Feature], code + 1);
        }

        _categoryCounts[node.Feature] = Math.Max(_categoryCounts[node.Feature], 1);
        var groups = _groups[node.Feature] ??= [new CategoryGroups()];
        if (!groups[^1].TryAdd(node.Categories!))
        {
            groups.Add(new CategoryGroups());
            groups[^1].TryAdd(node.Categories!);
        }

        _groupsOfNode[(tree, number)] = groups[^1];
    }
}
