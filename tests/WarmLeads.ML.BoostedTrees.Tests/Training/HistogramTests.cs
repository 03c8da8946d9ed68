using System.Numerics;

namespace WarmLeads.ML.BoostedTrees.Tests;

public unsafe class HistogramTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(500, 1)]
    [InlineData(3000, 3)]
    [InlineData(40_000, 3)]
    [InlineData(150_000, 2)]
    public void A_histogram_is_the_sum_over_its_examples_in_big_integers(int rowCount, int threads)
    {
        using var bench = new Bench(rowCount, columnCount: 19, threads);
        var rows = Enumerable.Range(0, rowCount).Where(row => row % 3 != 1).ToArray();
        var built = bench.Build(rows);
        var (gradients, hessians, counts) = bench.SumNaively(rows);
        for (var i = 0; i < built.Length; i++)
        {
            Assert.Equal(gradients[i], bench.Rounding.Layout.Gradient(built[i]));
            Assert.Equal(hessians[i], bench.Rounding.Layout.Hessian(built[i]));
            Assert.Equal(bench.Rounding.Layout.HasCount ? counts[i] : 0, bench.Rounding.Layout.Count(built[i]));
        }
    }

    [Theory]
    [InlineData(3000, 0, 1)]
    [InlineData(3000, 5, 2)]
    [InlineData(40_000, 11, 3)]
    public void So_it_is_with_wide_columns_behind_the_others(int rowCount, int columnCount, int threads)
    {
        using var bench = new Bench(rowCount, columnCount, threads, wideCount: 3);
        Assert.Equal(columnCount, bench.Data.ByteColumnCount);
        var rows = Enumerable.Range(0, rowCount).Where(row => row % 3 != 1).ToArray();
        var (gradients, hessians, _) = bench.SumNaively(rows);
        var built = bench.Build(rows);
        Assert.Equal(gradients, built.Select(word => (BigInteger)bench.Rounding.Layout.Gradient(word)));
        Assert.Equal(hessians, built.Select(word => (BigInteger)bench.Rounding.Layout.Hessian(word)));
        var single = bench.Build(rows, [columnCount + 1]);
        var (offset, count) = (bench.Layout.Offsets[columnCount + 1], bench.Data.MapperOf(columnCount + 1).BinCount);
        Assert.Equal(built.AsSpan(offset, count), single.AsSpan(offset, count));
        Assert.All(single[..offset].Concat(single[(offset + count)..]), word => Assert.Equal(0, word));
    }

    [Fact]
    public void A_parent_minus_one_child_is_the_other_child()
    {
        using var bench = new Bench(rowCount: 5000, columnCount: 11, threads: 1);
        var parent = bench.Build([.. Enumerable.Range(0, 5000)]);
        var left = bench.Build([.. Enumerable.Range(0, 5000).Where(row => row % 7 == 2)]);
        var right = bench.Build([.. Enumerable.Range(0, 5000).Where(row => row % 7 != 2)]);
        Assert.Equal(right, parent.Zip(left, (whole, part) => whole - part));
    }

    [Fact]
    public void Every_column_adds_up_to_the_same_total()
    {
        using var bench = new Bench(rowCount: 2000, columnCount: 9, threads: 1);
        var histogram = bench.Build([.. Enumerable.Range(0, 2000).Where(row => row % 4 != 0)]);
        var totals = bench.Layout.Offsets.Select((offset, column) =>
            histogram.AsSpan(offset, bench.Data.MapperOf(column).BinCount).ToArray().Sum()).Distinct();
        Assert.Single(totals);
    }

    [Fact]
    public void Columns_that_a_tree_does_not_use_are_left_alone()
    {
        using var bench = new Bench(rowCount: 1000, columnCount: 12, threads: 1);
        int[] rows = [.. Enumerable.Range(0, 1000)];
        var all = bench.Build(rows);
        int[] columns = [0, 3, 9];
        var some = bench.Build(rows, columns);
        for (var column = 0; column < 12; column++)
        {
            var (offset, count) = (bench.Layout.Offsets[column], bench.Data.MapperOf(column).BinCount);
            var expected = columns.Contains(column) ? all.AsSpan(offset, count).ToArray() : new long[count];
            Assert.Equal(expected, some.AsSpan(offset, count).ToArray());
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    [InlineData(200_000)]
    public void The_largest_sums_do_not_overflow(int rowCount)
    {
        // All gradients of one sign and all weight on few examples: the scale must hold the whole in its bits.
        foreach (var heavy in new[] { 1f, 1e6f, 1e30f })
        {
            var weights = Enumerable.Range(0, rowCount).Select(row => row % 1000 == 3 ? heavy : 1e-3f).ToArray();
            using var bench = new Bench(rowCount, columnCount: 1, threads: 1, weights, label: 1);
            var total = bench.Build([.. Enumerable.Range(0, rowCount)]).Sum();
            var (gradients, hessians, _) = bench.SumNaively([.. Enumerable.Range(0, rowCount)]);
            Assert.Equal(gradients.Aggregate(BigInteger.Zero, (sum, g) => sum + g), bench.Rounding.Layout.Gradient(total));
            Assert.Equal(hessians.Aggregate(BigInteger.Zero, (sum, h) => sum + h), bench.Rounding.Layout.Hessian(total));
            var expected = -weights.Sum(weight => (double)weight) / 2;
            Assert.Equal(1, bench.Rounding.Layout.Gradient(total) * bench.Rounding.GradientUnit / expected, 1e-3);
        }
    }

    [Fact]
    public void Rounding_keeps_the_expectation()
    {
        using var bench = new Bench(rowCount: 60_000, columnCount: 1, threads: 1);
        var layout = bench.Rounding.Layout;
        var (rounded, exact) = (0.0, 0.0);
        for (var row = 0; row < 60_000; row++)
        {
            rounded += layout.Gradient(bench.Rounding.Words[row]) * bench.Rounding.GradientUnit;
            exact += 0.5 - bench.Data.Labels[row];
        }

        Assert.Equal(exact, rounded, 0.5);
    }

    /// <summary>A random binned table with gradients at score 0, and the parts that make histograms of it.</summary>
    sealed class Bench : IDisposable
    {
        readonly WorkCrew _crew;
        readonly HistogramBuilder _builder;

        public Bench(int rowCount, int columnCount, int threads, float[]? weights = null, float? label = null, int wideCount = 0)
        {
            var random = new Random(rowCount);
            var columns = Enumerable.Range(0, columnCount).Select(column => Enumerable.Range(0, rowCount).Select(row =>
                row == 0 ? 0.5 : random.Next(9) == 0 ? double.NaN : random.Next(column % 3 == 0 ? 2 : 1000)).ToArray()).ToArray();
            var labels = Enumerable.Range(0, rowCount).Select(_ => label ?? random.Next(2)).ToArray();
            var schema = new FeatureSchema([
                .. Enumerable.Range(0, wideCount).Select(i => new Feature($"w{i}", FeatureKind.Categorical, 2000 * (i + 1))),
                .. Enumerable.Range(0, columnCount).Select(i => new Feature($"f{i}")),
            ]);
            columns =
            [
                .. Enumerable.Range(0, wideCount).Select(i => Enumerable.Range(0, rowCount).Select(_ => (double)random.Next(-9, 2000 * (i + 1))).ToArray()),
                .. columns,
            ];

            // One row is constant in every column; a second one, left out of all sums, keeps the columns.
            Data = BinnedDataset.Create(Dataset.FromColumns(
                schema, [.. columns.Select(column => (double[])[.. column, -1])], [.. labels, 0], weights is null ? null : [.. weights, 0]), minimumExampleCountPerCategory: 0);
            Layout = new HistogramLayout(Data);
            _crew = new WorkCrew(threads);
            _builder = new HistogramBuilder(Data, Layout, _crew);
            int[] rows = [.. Enumerable.Range(0, rowCount)];
            var probabilities = new double[Data.RowCount];
            var sums = new LogLoss(Data, rows, new double[Data.RowCount], probabilities).Evaluate(_crew);
            Rounding = new GradientRounding(Data, rows, Data.Labels, probabilities, Variance.Binomial);
            Rounding.Round(sums, key: 99, _crew);
        }

        public BinnedDataset Data { get; }

        public HistogramLayout Layout { get; }

        public GradientRounding Rounding { get; }

        public long[] Build(int[] rows, int[]? columns = null)
        {
            var histogram = new long[Layout.WordCount];
            _builder.Use(columns ?? [.. Enumerable.Range(0, Data.FeatureOfColumn.Length)], Rounding.Words);
            fixed (int* first = rows)
            fixed (long* target = histogram)
            {
                _builder.Build(first, rows.Length, target);
            }

            return histogram;
        }

        public (BigInteger[] Gradients, BigInteger[] Hessians, int[] Counts) SumNaively(int[] rows)
        {
            var (gradients, hessians, counts) =
                (new BigInteger[Layout.WordCount], new BigInteger[Layout.WordCount], new int[Layout.WordCount]);
            foreach (var row in rows)
            {
                var word = Rounding.Words[row];
                for (var column = 0; column < Layout.Offsets.Length; column++)
                {
                    var at = Layout.Offsets[column] + Data.BinOf(column, row);
                    gradients[at] += Rounding.Layout.Gradient(word);
                    hessians[at] += Rounding.Layout.Hessian(word);
                    counts[at]++;
                }
            }

            return (gradients, hessians, counts);
        }

        public void Dispose()
        {
            _builder.Dispose();
            Rounding.Dispose();
            _crew.Dispose();
            Data.Dispose();
        }
    }
}
