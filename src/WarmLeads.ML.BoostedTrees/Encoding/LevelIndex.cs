namespace WarmLeads.ML.BoostedTrees;

/// <summary>The levels that occur in a data set, numbered in the order of their first appearance.</summary>
sealed class LevelIndex
{
    readonly List<long> _keys = [];

    /// <summary>Numbers the levels.</summary>
    /// <param name="data">The examples.</param>
    /// <param name="keys">What is counted.</param>
    public LevelIndex(Dataset data, LevelKeys keys)
    {
        var statistic = keys.Statistic;
        var numbers = new Dictionary<long, int>();
        LevelOfRow = new int[data.RowCount];
        for (var row = 0; row < LevelOfRow.Length; row++)
        {
            var key = keys.Of(data.ValueAt(row, statistic.Feature), statistic.IsProduct ? data.ValueAt(row, statistic.Partner) : double.NaN);
            if (key == LevelKeys.Unknown)
            {
                LevelOfRow[row] = -1;
                continue;
            }

            if (!numbers.TryGetValue(key, out var level))
            {
                numbers.Add(key, level = numbers.Count);
                _keys.Add(key);
            }

            LevelOfRow[row] = level;
        }
    }

    /// <summary>Level of each row, shape [n]; -1 for an unknown code.</summary>
    public int[] LevelOfRow { get; }

    /// <summary>Key of each level, shape [levels].</summary>
    public IReadOnlyList<long> Keys => _keys;
}
