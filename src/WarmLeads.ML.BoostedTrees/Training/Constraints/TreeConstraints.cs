namespace WarmLeads.ML.BoostedTrees;

/// <summary>What the options ask of all trees, by column of the binned data.</summary>
sealed class TreeConstraints
{
    TreeConstraints(int[]? orders, InteractionScope? scope) => (Orders, Scope) = (orders, scope);

    /// <summary>Per column: 1 = the score never falls as it grows, -1 = never rises, 0 = free; null when all are free.</summary>
    public int[]? Orders { get; }

    /// <summary>The columns that may meet on a path; null when all may.</summary>
    public InteractionScope? Scope { get; }

    /// <summary>Finds the named features.</summary>
    /// <exception cref="ArgumentException">A feature does not exist, or a monotone one is categorical.</exception>
    public static TreeConstraints Create(BoostedTreeOptions options, BinnedDataset data) =>
        new(OrdersOf(options.MonotoneFeatures, data), ScopeOf(options.InteractionGroups, data));

    static int[]? OrdersOf(IReadOnlyDictionary<string, MonotoneDirection> features, BinnedDataset data)
    {
        if (features.Count == 0)
        {
            return null;
        }

        var orders = new int[data.Schema.Count];
        foreach (var (name, direction) in features)
        {
            var feature = Find(name, data, nameof(BoostedTreeOptions.MonotoneFeatures));
            if (data.Schema[feature].Kind == FeatureKind.Categorical)
            {
                throw new ArgumentException(
                    $"MonotoneFeatures names '{name}', which is categorical; only numbers have an order, so make it numeric or leave it out.");
            }

            orders[feature] = direction == MonotoneDirection.Up ? 1 : -1;
        }

        return Array.ConvertAll(data.FeatureOfColumn, feature => orders[feature]);
    }

    static InteractionScope? ScopeOf(IReadOnlyList<IReadOnlyList<string>> groups, BinnedDataset data)
    {
        if (groups.Count == 0)
        {
            return null;
        }

        var scopes = new List<bool[]>();
        var isGrouped = new bool[data.Schema.Count];
        foreach (var group in groups)
        {
            var members = new bool[data.Schema.Count];
            foreach (var name in group)
            {
                var feature = Find(name, data, nameof(BoostedTreeOptions.InteractionGroups));
                (members[feature], isGrouped[feature]) = (true, true);
            }

            scopes.Add(Array.ConvertAll(data.FeatureOfColumn, feature => members[feature]));
        }

        for (var column = 0; column < data.FeatureOfColumn.Length; column++)
        {
            if (!isGrouped[data.FeatureOfColumn[column]])
            {
                var alone = new bool[data.FeatureOfColumn.Length];
                alone[column] = true;
                scopes.Add(alone);
            }
        }

        return new InteractionScope([.. scopes]);
    }

    static int Find(string name, BinnedDataset data, string option)
    {
        var feature = data.Schema.IndexOf(name);
        return feature >= 0 ? feature : throw new ArgumentException($"{option} names '{name}', which is no feature of the data; correct the name or leave it out.");
    }
}
