namespace WarmLeads.ML.BoostedTrees.Tests;

public unsafe class RowPartitionTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1000, 1)]
    [InlineData(200_000, 1)]
    [InlineData(200_000, 3)]
    [InlineData(65_536, 2)]
    public void Each_side_keeps_its_rows_in_order_and_the_rest_of_the_tree_is_untouched(int count, int threads)
    {
        const int Before = 500, Behind = 300;
        var total = Before + count + Behind;
        var random = new Random(count);
        double[] column = [.. Enumerable.Range(0, total).Select(row => random.Next(4) == 0 ? double.NaN : random.Next(10))];
        using var data = BinnedDataset.Create(Dataset.FromColumns(new FeatureSchema([new Feature("x")]), [column], new float[total]));
        using var crew = new WorkCrew(threads);
        using var partition = new RowPartition(data, total, crew);
        int[] rows = [.. Enumerable.Range(0, total).OrderBy(_ => random.Next())];
        partition.Reset(rows);
        var split = new SplitCandidate(1, Column: 0, Bin: 4, MissingLeft: true, IsCategorical: false, default, 0, 0);
        var left = partition.Split(Before, count, split);

        var node = rows[Before..(Before + count)];
        bool GoesLeft(int row) => split.GoesLeft(data.Column(0)[row]);
        Assert.Equal(node.Count(GoesLeft), left);
        Assert.Equal(
            [.. rows[..Before], .. node.Where(GoesLeft), .. node.Where(row => !GoesLeft(row)), .. rows[(Before + count)..]],
            new Span<int>(partition.Rows, total).ToArray());
    }
}
