namespace WarmLeads.ML.BoostedTrees;

/// <summary>Groups of codes that no set of a feature tells apart; each group gets a bin, and so thousands of codes fit into few bins.</summary>
sealed class CategoryGroups
{
    const int MostGroups = BinMapper.MaximumValueBinCount - 1;

    // Group 0 is every code that no set names, codes beyond the table among them: it never runs out.
    readonly Dictionary<int, int> _groupOfCode = [];
    readonly List<int> _sizes = [int.MaxValue];
    CategoryTable? _table;

    /// <summary>Parts the groups until the set is a union of them; false, and nothing done, when there would be too many.</summary>
    /// <param name="codes">Distinct codes.</param>
    public bool TryAdd(int[] codes)
    {
        var named = new Dictionary<int, int>();
        foreach (var code in codes)
        {
            var group = _groupOfCode.GetValueOrDefault(code);
            named[group] = named.GetValueOrDefault(group) + 1;
        }

        int[] parted = [.. named.Where(pair => pair.Value < _sizes[pair.Key]).Select(pair => pair.Key)];
        if (_sizes.Count - 1 + parted.Length > MostGroups)
        {
            return false;
        }

        var newGroups = new Dictionary<int, int>();
        foreach (var group in parted)
        {
            newGroups[group] = _sizes.Count;
            _sizes.Add(0);
        }

        foreach (var code in codes)
        {
            var group = _groupOfCode.GetValueOrDefault(code);
            if (newGroups.TryGetValue(group, out var newGroup))
            {
                _groupOfCode[code] = newGroup;
                _sizes[newGroup]++;
                _sizes[group] -= group == 0 ? 0 : 1;
            }
        }

        return true;
    }

    /// <summary>The bins of the codes, once all sets are known.</summary>
    public CategoryTable Table(int categoryCount)
    {
        if (_table is null)
        {
            var other = (byte)_sizes.Count;
            var bins = new byte[categoryCount];
            Array.Fill(bins, other);
            foreach (var (code, group) in _groupOfCode)
            {
                bins[code] = (byte)group;
            }

            _table = new CategoryTable(bins, other);
        }

        return _table;
    }

    /// <summary>The bins that go left at a node whose set was added.</summary>
    /// <param name="codes">The set.</param>
    /// <param name="othersLeft">All codes that are not in the set go left, known or not; else those of the set do.</param>
    /// <param name="missingLeft">Missing values go left.</param>
    public BinSet LeftBins(int[] codes, bool othersLeft, bool missingLeft)
    {
        var named = codes.Select(code => _groupOfCode[code]).ToHashSet();
        var bins = missingLeft ? default(BinSet).With(0) : default;
        for (var group = 1; group < _sizes.Count; group++)
        {
            bins = named.Contains(group) != othersLeft ? bins.With(group) : bins;
        }

        return othersLeft ? bins.With(_sizes.Count) : bins;
    }
}
