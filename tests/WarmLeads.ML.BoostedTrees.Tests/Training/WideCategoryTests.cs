namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>Features with more categories than a byte can name: what is learnt of them, and every way to ask the model.</summary>
public class WideCategoryTests
{
    const int Codes = 3000, Rows = 40_000;

    static readonly FeatureSchema _schema = new(
    [
        new Feature("campaign", FeatureKind.Categorical, Codes), new Feature("age"), new Feature("page", FeatureKind.Categorical, 700),
    ]);

    static readonly BoostedTreeOptions _options = Some.Options with { NumberOfTrees = 30, NumberOfLeaves = 12, CategoricalSmoothing = 2, CategoricalL2 = 2 };

    static readonly Dataset _data = Draw(Rows, seed: 1);

    static readonly Lazy<BoostedTreeModel> _model = new(() => new BoostedTreeTrainer(_options).Fit(_data));

    [Fact]
    public void Thousands_of_categories_are_told_apart()
    {
        var narrow = new BoostedTreeTrainer(_options with { MaximumCategoryCountPerFeature = 253 }).Fit(_data);
        var test = Draw(10_000, seed: 2);
        Assert.InRange(ProductSet.Auc(Scores(narrow, test), test), 0.5, 0.70);
        Assert.InRange(ProductSet.Auc(Scores(_model.Value, test), test), 0.80, 1);
    }

    [Fact]
    public void A_batch_a_row_and_a_loaded_model_answer_alike_and_so_do_the_bins()
    {
        var (model, loaded) = (_model.Value, Some.Load(Some.Bytes(_model.Value)));
        Assert.True(model.Forest.Sets.Select(set => set.Table).Distinct().Count() > 4);
        var rows = StrangeRows(5000);
        double[] flat = [.. rows.SelectMany(row => row)];
        var (batch, again, oneThread) = (new double[rows.Length], new double[rows.Length], new double[rows.Length]);
        model.Predict(flat, batch);
        loaded.Predict(flat, again);
        model.Predict(flat, oneThread, numberOfThreads: 1);
        var walked = rows.Select(row => Walk(model.Forest, row)).ToArray();
        Assert.Equal(walked, batch);
        Assert.Equal(walked, again);
        Assert.Equal(walked, oneThread);
        Assert.Equal(walked, rows.Select(row => model.Predict(row).Score));

        using var binned = BinnedDataset.Create(_data, minimumExampleCountPerCategory: _options.MinimumExampleCountPerCategory);
        int[] all = [.. Enumerable.Range(0, Rows)];
        var fit = new BoostedTreeTrainer(_options with { EarlyStoppingRounds = 50 }).Fit(binned, all.AsSpan(0, 30_000), all.AsSpan(30_000));
        Assert.Equal(Scores(fit.Model, _data)[30_000..], fit.ValidationScores);
    }

    [Fact]
    public void Missing_negative_unseen_and_far_codes_go_as_documented()
    {
        var model = _model.Value;
        double Score(double campaign) => model.Predict([campaign, 0.5, 3]).Score;

        // Codes from 2900 on never occur.
        Assert.Equal(Score(2950), Score(2999));
        Assert.Equal(Score(2950), Score(1e9));
        Assert.Equal(Score(2950), Score(double.PositiveInfinity));
        Assert.Equal(Score(double.NaN), Score(-1));
        Assert.Equal(Score(17), Score(17.9));
        Assert.NotEqual(Score(double.NaN), Score(2950));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void The_model_does_not_depend_on_the_number_of_threads(int threads)
    {
        var options = _options with { NumberOfTrees = 4, ExampleFraction = 0.8, FeatureFraction = 0.7 };
        Assert.Equal(
            Some.Bytes(new BoostedTreeTrainer(options).Fit(_data)),
            Some.Bytes(new BoostedTreeTrainer(options with { NumberOfThreads = threads }).Fit(_data)));
    }

    [Fact]
    public void Contributions_and_interactions_are_those_of_the_definition_and_add_up()
    {
        var model = _model.Value;
        var rows = StrangeRows(70);
        var batch = new double[rows.Length * _schema.Count];
        model.Explain(rows.SelectMany(row => row).ToArray(), batch, numberOfThreads: 2);
        for (var i = 0; i < rows.Length; i++)
        {
            var (one, score) = (model.Explain(rows[i]), model.Predict(rows[i]).Score);
            Assert.Equal(score, model.Bias + one.Values.ToArray().Sum());
            Assert.Equal(one.Values, batch.AsSpan(i * _schema.Count, _schema.Count).ToArray());
            var (expected, interactions) = (BruteForceShapley.Explain(model.Forest, rows[i]), model.ExplainInteractions(rows[i]));
            for (var feature = 0; feature < _schema.Count; feature++)
            {
                Assert.Equal(expected[feature], one.Values[feature], 1e-10);
            }

            Assert.Equal(score, model.Bias + interactions.Values.ToArray().Sum(), 1e-9);
        }
    }

    [Fact]
    public void A_model_written_for_XGBoost_and_read_back_answers_alike()
    {
        using var file = new MemoryStream();
        XGBoostModelFile.Write(file, _model.Value);
        file.Position = 0;
        var read = XGBoostModelFile.Read(file).Model;
        foreach (var row in StrangeRows(500).Where(row => row[0] < Codes && row[2] < 700))
        {
            double[] single = [.. row.Select(value => (double)(float)value)];
            Assert.Equal(_model.Value.Predict(single).Score, read.Predict(single).Score, 1e-5);
        }
    }

    [Fact]
    public void A_curve_over_the_codes_has_one_for_all_that_no_set_tells_apart()
    {
        var (model, grid) = (_model.Value, FeatureGrid.FromModel(_model.Value, 0));
        CategorySet[] sets = [.. model.Forest.Trees.SelectMany(tree => tree).Where(node => !node.IsLeaf && node is { Feature: 0 }).Select(node => model.Forest.Sets[node.Set])];
        string WaysOf(double code) => string.Concat(sets.Select(set => set.Contains(code) ? '1' : '0'));
        Assert.Equal(Enumerable.Range(0, Codes + 1).Select(code => WaysOf(code)).ToHashSet(StringComparer.Ordinal).Count, grid.Length - 1);
        Assert.Equal(grid.Length - 1, grid[..^1].Select(WaysOf).ToHashSet(StringComparer.Ordinal).Count);
    }

    [Fact]
    public void A_mean_of_models_keeps_their_tables()
    {
        var other = new BoostedTreeTrainer(_options with { Seed = 9, ExampleFraction = 0.7 }).Fit(_data);
        var mean = BoostedTreeModel.Average([_model.Value, other]);
        Assert.All(StrangeRows(200), row =>
            Assert.Equal((_model.Value.Predict(row).Score + other.Predict(row).Score) / 2, mean.Predict(row).Score, 1e-9));
    }

    [Fact]
    public void A_million_codes_keep_their_frequent_ones_apart()
    {
        const int Frequent = 2000;
        var schema = new FeatureSchema([new Feature("id", FeatureKind.Categorical, 1_000_000), new Feature("x")]);
        var random = new Random(4);
        int[] codes = [.. Enumerable.Range(0, Frequent).Select(i => i * 499)];
        double[] column = [.. Enumerable.Range(0, 60_000).Select(row => row < 20 * Frequent ? codes[row % Frequent] : (double)(1 + (499 * random.Next(2000))))];
        float[] labels = [.. column.Select((code, row) => row >= 20 * Frequent ? 0.5f : code / 499 % 2 == 0 ? 0.9f : 0.1f)];
        var options = _options with { NumberOfTrees = 60, MinimumExampleCountPerCategory = 18, MinimumExampleCountPerLeaf = 20, LearningRate = 0.5, MaximumCategoriesPerSplit = 254 };
        var model = new BoostedTreeTrainer(options).Fit(Dataset.FromColumns(schema, [column, new double[60_000]], labels));
        Assert.Equal(0.9, codes.Where((_, i) => i % 2 == 0).Average(code => model.Predict([code, 0]).Probability), 0.03);
        Assert.Equal(0.1, codes.Where((_, i) => i % 2 == 1).Average(code => model.Predict([code, 0]).Probability), 0.03);
        Assert.Equal(model.Predict([3, 0]).Score, model.Predict([999_999, 0]).Score);
        Assert.Equal(model.Predict([3, 0]).Score, model.Predict([1e8, 0]).Score);
    }

    [Fact]
    public void Tables_that_do_not_fit_into_memory_are_refused()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => WideSets.Of(
            BinnedOf(_data), [new BinnedNode(new SplitCandidate(1, Column: 1, 0, MissingLeft: false, IsCategorical: true, default, 0, 0), 2, -1, new WideBinSet(3000))], 10));
        Assert.Equal(
            "The category tables of the model take 1 MiB and only 0 MiB can be had; "
            + "use fewer rows, features, leaves or threads, or a machine with more memory.",
            refusal.Message);
    }

    [Fact]
    public void Rows_are_parted_by_a_wide_column_in_order_and_no_other_memory_is_touched()
    {
        using var binned = BinnedOf(_data);
        foreach (var (count, threads) in new[] { (0, 1), (1, 1), (39_000, 1), (39_000, 3) })
        {
            using var crew = new WorkCrew(threads);
            using var partition = new RowPartition(binned, Rows, crew);
            int[] rows = [.. Enumerable.Range(0, Rows).OrderBy(row => row * 7919L % Rows)];
            partition.Reset(rows);
            var set = new WideBinSet(binned.MapperOf(1).BinCount);
            foreach (var bin in Enumerable.Range(0, binned.MapperOf(1).BinCount).Where(bin => bin % 3 == 0))
            {
                set.Add(bin);
            }

            var left = partition.Split(500, count, new SplitCandidate(1, Column: 1, 0, MissingLeft: false, IsCategorical: true, default, 0, 0), set);
            var node = rows.AsSpan(500, count).ToArray();
            bool GoesLeft(int row) => binned.WideColumn(1)[row] % 3 == 0;
            Assert.Equal(node.Count(GoesLeft), left);
            int[] parted;
            unsafe
            {
                parted = new Span<int>(partition.Rows, Rows).ToArray();
            }

            Assert.Equal([.. rows[..500], .. node.Where(GoesLeft), .. node.Where(row => !GoesLeft(row)), .. rows[(500 + count)..]], parted);
        }
    }

    static BinnedDataset BinnedOf(Dataset data) => BinnedDataset.Create(data, minimumExampleCountPerCategory: 3);

    static double Walk(Forest forest, double[] row) => forest.BaseScore + forest.Trees.Sum(tree =>
    {
        var at = 0;
        while (!tree[at].IsLeaf)
        {
            at = forest.GoesLeft(tree[at], row) ? at + 1 : tree[at].Right;
        }

        return tree[at].Value;
    });

    static double[] Scores(BoostedTreeModel model, Dataset data)
    {
        var scores = new double[data.RowCount];
        model.Predict([.. Enumerable.Range(0, data.RowCount).SelectMany(row => Enumerable.Range(0, 3).Select(feature => data.ValueAt(row, feature)))], scores);
        return scores;
    }

    static double[][] StrangeRows(int count)
    {
        var random = new Random(6);
        double Code(int most) => random.Next(12) switch { 0 => double.NaN, 1 => -1 - random.Next(9), 2 => most + random.Next(100), _ => random.Next(most) };
        return [.. Enumerable.Range(0, count).Select(_ => new[] { Code(Codes), random.NextDouble(), Code(700) })];
    }

    // Every campaign has a rate of its own; pages matter in one half of the ages.
    static Dataset Draw(int rows, int seed)
    {
        var (effects, random) = (new Random(77), new Random(seed));
        double[] campaigns = [.. Enumerable.Range(0, Codes).Select(_ => 3 * (effects.NextDouble() - 0.5))];
        double[] pages = [.. Enumerable.Range(0, 700).Select(_ => 4 * (effects.NextDouble() - 0.5))];
        double[][] columns = [new double[rows], new double[rows], new double[rows]];
        var labels = new float[rows];
        for (var row = 0; row < rows; row++)
        {
            var (campaign, age, page) = (random.Next(2900), random.NextDouble(), random.Next(700));
            columns[0][row] = row % 31 == 0 ? double.NaN : campaign;
            (columns[1][row], columns[2][row]) = (age, page);
            var score = (row % 31 == 0 ? -3 : 2 * campaigns[campaign]) + (age > 0.5 ? pages[page] : 0);
            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1 : 0;
        }

        return Dataset.FromColumns(_schema, columns, labels);
    }
}
