namespace WarmLeads.ML.BoostedTrees;

/// <summary>Where each column's bins lie in a histogram, one 64-bit word per bin.</summary>
sealed class HistogramLayout
{
    public HistogramLayout(BinnedDataset data)
    {
        Offsets = new int[data.FeatureOfColumn.Length];
        for (var column = 0; column < Offsets.Length; column++)
        {
            Offsets[column] = WordCount;
            WordCount = checked(WordCount + data.MapperOf(column).BinCount);
        }
    }

    /// <summary>The first word of each column.</summary>
    public int[] Offsets { get; }

    /// <summary>Words of a histogram.</summary>
    public int WordCount { get; }
}
