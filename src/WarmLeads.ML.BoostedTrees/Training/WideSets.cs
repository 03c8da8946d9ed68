namespace WarmLeads.ML.BoostedTrees;

/// <summary>The sets of wide columns as sets over ordinary tables of up to 254 bins.</summary>
/// <remarks>
/// Codes that no set of a table tells apart share a bin. When a set would part them into too many groups, a new table
/// begins: a feature has as many tables as its sets need, and a row is looked up once in each.
/// </remarks>
sealed class WideSets
{
    readonly BinnedDataset _data;
    readonly Dictionary<int, List<CategoryGroups>> _groups = [];

    WideSets(BinnedDataset data) => _data = data;

    /// <summary>The sets of categorical nodes, in their order.</summary>
    /// <param name="data">The binned examples.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="maximumMemoryBytes">Bytes that tables may take, 0 = what the machine or the container has.</param>
    /// <exception cref="InvalidOperationException">The tables do not fit into memory.</exception>
    public static CategorySet[] Of(BinnedDataset data, IReadOnlyList<BinnedNode> nodes, long maximumMemoryBytes)
    {
        var sets = new WideSets(data);
        WideSet?[] wide = [.. nodes.Select(node => sets.Add(node))];
        var bytes = sets._groups.Sum(column => column.Value.Count * (double)sets.FeatureOf(column.Key).CategoryCount);
        new MemoryNeed(bytes, "The category tables of the model").Check(maximumMemoryBytes);
        return
        [
            .. nodes.Select((node, i) => wide[i] is { } set
                ? new CategorySet(
                    set.Groups.Table(sets.FeatureOf(node.Split.Column).CategoryCount), set.Groups.LeftBins(set.Codes, set.OthersLeft, node.GoesLeft(0)))
                : new CategorySet(data.MapperOf(node.Split.Column).Categories!, node.Split.Set)),
        ];
    }

    Feature FeatureOf(int column) => _data.Schema[_data.FeatureOfColumn[column]];

    // Null for a column that is not wide, whose bins are those of the model.
    WideSet? Add(BinnedNode node)
    {
        var column = node.Split.Column;
        if (_data.MapperOf(column).Wide is not { } categories)
        {
            return null;
        }

        var othersLeft = node.GoesLeft(categories.OtherBin);
        int[] codes = [.. categories.Codes.Where((_, i) => node.GoesLeft(i + 1) != othersLeft)];
        if (!_groups.TryGetValue(column, out var groups))
        {
            _groups[column] = groups = [new CategoryGroups()];
        }

        if (!groups[^1].TryAdd(codes))
        {
            // A set by itself makes two groups of codes, so a new table always holds it.
            groups.Add(new CategoryGroups());
            groups[^1].TryAdd(codes);
        }

        return new WideSet(groups[^1], codes, othersLeft);
    }

    // The codes that do not go where all others go.
    sealed record WideSet(CategoryGroups Groups, int[] Codes, bool OthersLeft);
}
