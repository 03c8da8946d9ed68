namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>Forests made up at random: repeated features on a path, gaps, category sets, uneven covers.</summary>
sealed class RandomForest(int seed, int featureCount)
{
    readonly Random _random = new(seed);
    readonly List<CategorySet> _sets = [];

    /// <summary>Even features are numeric, odd ones have six categories.</summary>
    public FeatureSchema Schema { get; } = new(
    [
        .. Enumerable.Range(0, featureCount).Select(i => i % 2 == 0 ? new Feature($"f{i}") : new Feature($"f{i}", FeatureKind.Categorical, 6)),
    ]);

    public Forest Make(int treeCount, int depth)
    {
        var trees = Enumerable.Range(0, treeCount).Select(_ => Tree(depth)).ToList();
        return Forest.Create(Schema, _random.NextDouble() - 0.5, trees, [.. _sets]);
    }

    /// <summary>A row with some gaps and categories beyond the table.</summary>
    public double[] Row() =>
    [
        .. Schema.Select(feature => _random.Next(5) == 0 ? double.NaN
            : feature.Kind == FeatureKind.Numeric ? _random.NextDouble() : _random.Next(8)),
    ];

    TreeNode[] Tree(int depth)
    {
        var nodes = new List<TreeNode>();
        Add(nodes, depth);
        return [.. nodes];
    }

    int Add(List<TreeNode> nodes, int depth)
    {
        var place = nodes.Count;
        nodes.Add(default);
        if (depth == 0 || (place > 0 && _random.Next(6) == 0))
        {
            nodes[place] = new TreeNode(
                0, 0, -1, MissingLeft: false, 0, (_random.NextDouble() * 2) - 1, 1 + (_random.NextDouble() * _random.Next(1, 200)), 0, 1);
            return place;
        }

        var feature = _random.Next(Schema.Count);
        var isCategorical = Schema[feature].Kind == FeatureKind.Categorical;
        if (isCategorical)
        {
            var bins = Enumerable.Range(0, 6).Where(_ => _random.Next(2) == 0).Aggregate(default(BinSet), (set, bin) => set.With(bin));
            _sets.Add(new CategorySet(new CategoryTable([1, 2, 3, 4, 5, 5], 5), bins));
        }

        var set = isCategorical ? _sets.Count - 1 : -1;
        Add(nodes, depth - 1);
        var right = Add(nodes, depth - 1);
        nodes[place] = new TreeNode(
            feature, right, set, _random.Next(2) == 0, isCategorical ? 0 : _random.NextDouble(), 0,
            nodes[place + 1].Cover + nodes[right].Cover, 1, nodes[place + 1].Count + nodes[right].Count);
        return place;
    }
}
