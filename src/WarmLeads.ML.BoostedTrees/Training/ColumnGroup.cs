namespace WarmLeads.ML.BoostedTrees;

/// <summary>The columns of one group of eight that a tree uses.</summary>
/// <param name="Index">The group; its first column is 8 times that.</param>
/// <param name="Offsets">First words of the columns in a histogram.</param>
/// <param name="Shifts">Places of the columns in the eight bytes, in bits.</param>
sealed record ColumnGroup(int Index, int[] Offsets, int[] Shifts)
{
    /// <summary>The groups that hold these columns, given in ascending order.</summary>
    public static ColumnGroup[] Of(ReadOnlySpan<int> columns, int[] offsets)
    {
        var groups = new List<ColumnGroup>();
        for (int start = 0, end = 0; start < columns.Length; start = end)
        {
            var index = columns[start] / 8;
            while (end < columns.Length && columns[end] / 8 == index)
            {
                end++;
            }

            var members = columns[start..end].ToArray();
            groups.Add(new ColumnGroup(index, [.. members.Select(c => offsets[c])], [.. members.Select(c => c % 8 * 8)]));
        }

        return [.. groups];
    }
}
