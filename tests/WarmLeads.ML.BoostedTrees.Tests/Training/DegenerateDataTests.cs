namespace WarmLeads.ML.BoostedTrees.Tests;

public class DegenerateDataTests
{
    static readonly FeatureSchema _two = new([new Feature("a"), new Feature("b", FeatureKind.Categorical, 3)]);

    [Fact]
    public void Constant_and_missing_columns_give_the_base_rate()
    {
        var data = Dataset.FromColumns(_two, [[7, 7, 7, 7], [double.NaN, -1, double.NaN, -5]], [1, 0, 0, 0]);
        var model = Fit(data);
        Assert.Equal(0, model.NumberOfTrees);
        Assert.Equal(0.25, model.Predict([1, 2]).Probability, 1e-12);
        Assert.Equal(model.Bias, model.Predict([double.NaN, 0]).Score);
    }

    [Fact]
    public void One_row_gives_a_careful_constant()
    {
        var model = Fit(Dataset.FromColumns(_two, [[1], [0]], [1]));
        Assert.Equal(0, model.NumberOfTrees);
        Assert.Equal(0.75, model.Predict([1, 0]).Probability, 1e-12);
    }

    [Theory]
    [InlineData(0, 0.5 / 101)]
    [InlineData(1, 100.5 / 101)]
    public void One_class_gives_a_constant_short_of_certainty(float label, double probability)
    {
        var columns = new double[][] { [.. Enumerable.Range(0, 100)], [.. Enumerable.Range(0, 100).Select(i => i % 3)] };
        var model = Fit(Dataset.FromColumns(_two, columns, [.. Enumerable.Repeat(label, 100)]));
        Assert.Equal(0, model.NumberOfTrees);
        Assert.Equal(probability, model.Predict([3, 1]).Probability, 1e-12);
    }

    [Fact]
    public void Shares_of_positives_are_labels_too()
    {
        var columns = new double[][] { [.. Enumerable.Range(0, 100)], new double[100] };
        var model = Fit(Dataset.FromColumns(_two, columns, [.. Enumerable.Range(0, 100).Select(i => i < 50 ? 0.2f : 0.7f)]));
        Assert.Equal(0.2, model.Predict([10, 0]).Probability, 0.01);
        Assert.Equal(0.7, model.Predict([90, 0]).Probability, 0.01);
    }

    [Fact]
    public void Infinities_are_values_and_not_gaps()
    {
        var columns = new double[][]
        {
            [.. Enumerable.Range(0, 90).Select(i => (i % 3) switch { 0 => double.NegativeInfinity, 1 => double.PositiveInfinity, _ => double.NaN })],
            new double[90],
        };
        var model = Fit(Dataset.FromColumns(_two, columns, [.. Enumerable.Range(0, 90).Select(i => i % 3 == 1 ? 1f : i % 2)]));
        Assert.True(model.Predict([double.PositiveInfinity, 0]).Probability > 0.95);
        Assert.InRange(model.Predict([double.NegativeInfinity, 0]).Probability, 0.4, 0.6);
        Assert.InRange(model.Predict([double.NaN, 0]).Probability, 0.4, 0.6);
    }

    [Fact]
    public void Missing_or_not_is_a_signal_of_its_own()
    {
        var columns = new double[][] { [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? double.NaN : 3)], new double[100] };
        var model = Fit(Dataset.FromColumns(_two, columns, [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? 1f : 0f)]));
        Assert.True(model.Predict([double.NaN, 0]).Probability > 0.95);
        Assert.True(model.Predict([3, 0]).Probability < 0.05);
    }

    [Fact]
    public void Examples_of_weight_zero_are_as_if_they_were_not_there()
    {
        var random = new Random(2);
        double[] x = [.. Enumerable.Range(0, 400).Select(_ => (double)random.Next(50))];
        float[] labels = [.. x.Select(value => random.Next(60) < value ? 1f : 0f)];
        float[] weights = [.. labels.Select((_, i) => i % 4 == 0 ? 0f : 1f)];
        float[] lies = [.. labels.Select((label, i) => i % 4 == 0 ? 1 - label : label)];
        var columns = new[] { x, new double[400] };
        Assert.Equal(
            Some.Bytes(Fit(Dataset.FromColumns(_two, columns, labels, weights))),
            Some.Bytes(Fit(Dataset.FromColumns(_two, columns, lies, weights))));
    }

    [Fact]
    public void A_weight_of_two_is_the_example_twice()
    {
        var random = new Random(4);
        double[] x = [.. Enumerable.Range(0, 200).Select(_ => (double)random.Next(30))];
        float[] labels = [.. x.Select(value => random.Next(40) < value ? 1f : 0f)];
        var twice = Fit(Dataset.FromColumns(_two, [[.. x, .. x], new double[400]], [.. labels, .. labels]));
        var weighted = Fit(Dataset.FromColumns(_two, [x, new double[200]], labels, [.. labels.Select(_ => 2f)]), minimumCount: 10);
        for (var value = 0; value < 30; value++)
        {
            Assert.Equal(twice.Predict([value, 0]).Score, weighted.Predict([value, 0]).Score, 1e-4);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_duplicate_column_changes_no_prediction_for_the_first_one_wins_ties(int seed)
    {
        var data = Some.Table(seed: seed);
        var columns = Enumerable.Range(0, Some.Schema.Count)
            .Select(feature => Enumerable.Range(0, data.RowCount).Select(row => data.ValueAt(row, feature)).ToArray()).ToArray();
        var twice = new FeatureSchema([.. Some.Schema, .. Some.Schema.Select(feature => feature with { Name = feature.Name + " again" })]);
        var plain = new BoostedTreeTrainer(Some.Options).Fit(data);
        var model = new BoostedTreeTrainer(Some.Options).Fit(Dataset.FromColumns(twice, [.. columns, .. columns], data.Labels));
        Assert.All(Some.Rows(50), row => Assert.Equal(plain.Predict(row).Score, model.Predict([.. row, .. row]).Score));
        Assert.All(model.FeatureImportance(ImportanceKind.SplitCount)[Some.Schema.Count..], splits => Assert.Equal(0, splits));
    }

    [Fact]
    public void A_million_categories_share_a_bin_but_for_the_frequent_ones()
    {
        const int Rows = 50_000;
        var schema = new FeatureSchema([new Feature("a"), new Feature("b", FeatureKind.Categorical, 1_000_000)]);
        double[] codes = [.. Enumerable.Range(0, Rows).Select(i => i % 2 == 0 ? i % 5 * 199_999 : 1 + (i * 17))];
        float[] labels = [.. codes.Select(code => code == 399_998 ? 1f : 0.2f)];
        var model = Fit(Dataset.FromColumns(schema, [new double[Rows], codes], labels));
        Assert.True(model.Predict([0, 399_998]).Probability > 0.9);
        Assert.Equal(0.2, model.Predict([0, 199_999]).Probability, 0.02);
        Assert.Equal(0.2, model.Predict([0, 18]).Probability, 0.02);
        Assert.Equal(model.Predict([0, 18]).Score, model.Predict([0, 999_999]).Score);
        Assert.Equal(model.Predict([0, 18]).Score, model.Predict([0, 1e7]).Score);
    }

    [Fact]
    public void Huge_and_tiny_weights_keep_the_model_finite()
    {
        var data = Some.Table();
        var columns = Enumerable.Range(0, Some.Schema.Count)
            .Select(feature => Enumerable.Range(0, data.RowCount).Select(row => data.ValueAt(row, feature)).ToArray()).ToArray();
        foreach (var scale in new[] { 1e-30f, 1e30f })
        {
            var weights = Enumerable.Range(0, data.RowCount).Select(row => row % 5 == 0 ? scale : 1).ToArray();
            var model = new BoostedTreeTrainer(Some.Options with { MinimumHessianPerLeaf = 0 })
                .Fit(Dataset.FromColumns(Some.Schema, columns, data.Labels, weights));
            Assert.All(Some.Rows(50), row => Assert.True(double.IsFinite(model.Predict(row).Score)));
            Assert.Equal(Some.Bytes(model), Some.Bytes(Some.Load(Some.Bytes(model))));
        }
    }

    [Fact]
    public void Codes_never_seen_and_beyond_the_table_follow_the_majority_and_not_the_missing()
    {
        double[] codes = [.. Enumerable.Range(0, 300).Select(i => i % 10 == 0 ? double.NaN : i % 2)];
        var model = Fit(Dataset.FromColumns(
            _two, [new double[300], codes], [.. codes.Select(code => double.IsNaN(code) ? 1f : code > 0 ? 0.4f : 0.2f)]));
        Assert.Equal(model.Predict([0, 2]).Score, model.Predict([0, 1000]).Score);
        Assert.NotEqual(model.Predict([0, 2]).Score, model.Predict([0, double.NaN]).Score);
    }

    static BoostedTreeModel Fit(Dataset data, int minimumCount = 20) =>
        new BoostedTreeTrainer(new BoostedTreeOptions { NumberOfTrees = 100, LearningRate = 0.2, MinimumExampleCountPerLeaf = minimumCount }).Fit(data);
}
