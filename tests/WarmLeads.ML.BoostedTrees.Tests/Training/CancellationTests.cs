using System.Collections;

namespace WarmLeads.ML.BoostedTrees.Tests;

public class CancellationTests
{
    const int ColumnCount = 20, RowCount = 30_000;

    static readonly FeatureSchema _schema = new([.. Enumerable.Range(0, ColumnCount).Select(i => new Feature($"f{i}"))]);

    [Theory]
    [InlineData(7)]
    [InlineData(ColumnCount)]
    [InlineData(ColumnCount + 130)]
    public void Binning_ends_with_the_block_in_which_it_is_stopped(int read)
    {
        using var stop = new CancellationTokenSource();
        var random = new Random(1);
        var columns = new WatchedColumns([.. _schema.Select(_ => Enumerable.Range(0, RowCount).Select(_ => random.NextDouble()).ToArray())]);
        var data = Dataset.FromColumns(_schema, columns, new float[RowCount]);
        columns.Watch(read, stop);
        Assert.Throws<OperationCanceledException>(() => BinnedDataset.Create(data, numberOfThreads: 1, stop: stop.Token));

        // A block is one column while bins are placed and some rows of every column when they are filled.
        Assert.InRange(columns.ReadsAfterwards, 0, ColumnCount);
    }

    [Fact]
    public void A_fit_that_is_stopped_after_a_tree_begins_no_other()
    {
        using var stop = new CancellationTokenSource();
        var listener = new Stopper(stop, after: 3);
        Assert.Throws<OperationCanceledException>(() =>
            new BoostedTreeTrainer(Some.Options).Fit(Some.Table(), validation: null, listener, stop.Token));
        Assert.Equal(3, listener.Trees);
    }

    [Fact]
    public void A_tree_grows_no_further_once_its_crew_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        using var crew = new WorkCrew(1, stop.Token);
        using var data = BinnedDataset.Create(Some.Table());
        int[] rows = [.. Enumerable.Range(0, data.RowCount)];
        var means = Enumerable.Repeat(0.5, rows.Length).ToArray();
        using var rounding = new GradientRounding(data, rows, data.Labels, means, Variance.Binomial);
        rounding.Round(new LogLoss(data, rows, new double[rows.Length], means).Evaluate(crew), key: 1, crew);
        var rules = new SplitRules(Some.Options, largestValue: 20);
        var constraints = TreeConstraints.Create(Some.Options, data);
        using var grower = new TreeGrower(data, Some.Options, rules, RareBins.Find(data, rows, 3, crew), constraints, rows.Length, crew);
        int[] columns = [.. Enumerable.Range(0, data.FeatureOfColumn.Length)];
        Assert.True(grower.Grow(rows, columns, rounding).Count > 1);
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => grower.Grow(rows, columns, rounding));
    }

    [Fact]
    public void A_stopped_fit_leaves_the_binned_data_as_they_were()
    {
        using var binned = BinnedDataset.Create(Some.Table());
        int[] rows = [.. Enumerable.Range(0, binned.RowCount)];
        var before = Some.Bytes(new BoostedTreeTrainer(Some.Options).Fit(binned, rows).Model);
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() =>
            new BoostedTreeTrainer(Some.Options).Fit(binned, rows, default, new Stopper(stop, after: 5), stop.Token));
        Assert.Equal(before, Some.Bytes(new BoostedTreeTrainer(Some.Options).Fit(binned, rows).Model));
    }

    sealed class Stopper(CancellationTokenSource stop, int after) : IProgress<TrainingProgress>
    {
        public int Trees { get; private set; }

        public void Report(TrainingProgress value)
        {
            Trees = value.Tree;
            if (Trees == after)
            {
                stop.Cancel();
            }
        }
    }

    sealed class WatchedColumns(double[][] columns) : IReadOnlyList<double[]>
    {
        CancellationTokenSource? _stop;
        int _left;

        public int ReadsAfterwards { get; private set; }

        public int Count => columns.Length;

        public double[] this[int index]
        {
            get
            {
                ReadsAfterwards += _stop?.IsCancellationRequested == true ? 1 : 0;
                if (--_left == 0)
                {
                    _stop?.Cancel();
                }

                return columns[index];
            }
        }

        public void Watch(int reads, CancellationTokenSource stop) => (_left, _stop) = (reads, stop);

        public IEnumerator<double[]> GetEnumerator() => ((IEnumerable<double[]>)columns).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
