namespace WarmLeads.ML.BoostedTrees;

/// <summary>Which categories have too few training examples to stand alone.</summary>
static class RareBins
{
    /// <summary>Per column: the bins that count as "other", the bin "other" itself among them; empty for numeric columns.</summary>
    public static BinSet[] Find(BinnedDataset data, int[] rows, int minimumCount)
    {
        var rare = new BinSet[data.FeatureOfColumn.Length];
        Span<long> counts = stackalloc long[256];
        for (var column = 0; column < rare.Length; column++)
        {
            if (data.MapperOf(column).Categories is not { } categories)
            {
                continue;
            }

            counts.Clear();
            var cells = data.Column(column);
            foreach (var row in rows)
            {
                counts[cells[row]]++;
            }

            rare[column] = rare[column].With(categories.OtherBin);
            for (var bin = 1; bin < categories.OtherBin; bin++)
            {
                rare[column] = counts[bin] < minimumCount ? rare[column].With(bin) : rare[column];
            }
        }

        return rare;
    }
}
