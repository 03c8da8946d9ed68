namespace WarmLeads.ML.BoostedTrees.Tests;

public class MonotoneTests
{
    static readonly Dictionary<string, MonotoneDirection> _features = new(StringComparer.Ordinal)
    {
        ["age"] = MonotoneDirection.Up, ["visits"] = MonotoneDirection.Down, ["noise"] = MonotoneDirection.Up,
    };

    public static TheoryData<Objective, BoostedTreeOptions> Cases()
    {
        var options = Some.Options with { MonotoneFeatures = _features, NumberOfTrees = 25, NumberOfLeaves = 24, LearningRate = 0.4 };
        var data = new TheoryData<Objective, BoostedTreeOptions>();
        foreach (var objective in Enum.GetValues<Objective>())
        {
            data.Add(objective, options);
            data.Add(objective, options with { PathSmoothing = 6, L2Regularization = 1 });
            data.Add(objective, options with { L1Regularization = 0.4, ExampleFraction = 0.5, FeatureFraction = 0.7, Seed = 3 });
            data.Add(objective, options with { Growth = TreeGrowth.DepthWise, MaximumDepth = 4, MinimumExampleCountPerLeaf = 1, PathSmoothing = 1 });
            data.Add(objective, options with { InteractionGroups = [["age", "source"], ["visits", "age", "noise"]] });
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void No_score_ever_moves_against_the_order_of_a_feature(Objective objective, BoostedTreeOptions options)
    {
        // The visits speak for the label in these data, so the order down works against them.
        var data = Some.Data(objective, rowCount: 800, weighted: true);
        using var binned = BinnedDataset.Create(data);
        int[] rows = [.. Enumerable.Range(0, 800)];
        var trainer = new BoostedTreeTrainer(options with { Objective = objective });
        BoostedTreeModel[] folds = [.. Enumerable.Range(0, 3).Select(fold => trainer.Fit(binned, rows.Where(row => row % 3 != fold).ToArray()).Model)];
        foreach (var model in new[] { folds[0], BoostedTreeModel.Average(folds).Rescale(0.1, 1.3) })
        {
            Assert.True(model.NumberOfTrees >= 20);
            foreach (var row in Some.Rows(60))
            {
                AssertInOrder(model, row, feature: 0, sign: 1);
                AssertInOrder(model, row, feature: 1, sign: -1);
                AssertInOrder(model, row, feature: 2, sign: 1);
            }
        }
    }

    [Fact]
    public void Without_the_constraint_the_same_data_break_the_order()
    {
        var model = new BoostedTreeTrainer(Some.Options).Fit(Some.Table(rowCount: 800));
        Assert.Contains(Some.Rows(60), row => !IsInOrder(model, row, feature: 1, sign: -1));
    }

    [Fact]
    public void Order_holds_where_counts_are_only_estimated()
    {
        // From 131,072 examples on the search leans on estimates that the true counts correct.
        var data = Some.Table(rowCount: 140_000, weighted: true);
        var model = new BoostedTreeTrainer(Some.Options with
        {
            MonotoneFeatures = _features, NumberOfTrees = 5, NumberOfLeaves = 40, PathSmoothing = 500, LearningRate = 1,
        }).Fit(data);
        foreach (var row in Some.Rows(60))
        {
            AssertInOrder(model, row, feature: 0, sign: 1);
            AssertInOrder(model, row, feature: 1, sign: -1);
        }
    }

    [Fact]
    public void A_true_order_costs_no_accuracy()
    {
        var random = new Random(12);
        var schema = new FeatureSchema([.. Enumerable.Range(0, 4).Select(i => new Feature($"x{i}"))]);
        var columns = schema.Select(_ => Enumerable.Range(0, 6000).Select(_ => random.NextDouble()).ToArray()).ToArray();
        float[] labels = [.. Enumerable.Range(0, 6000).Select(row =>
        {
            var score = (2 * columns[0][row]) - (1.5 * columns[1][row]) + (columns[0][row] > 0.5 && columns[2][row] > 0.3 ? 1 : 0) - 0.8;
            return random.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1f : 0f;
        })];
        using var binned = BinnedDataset.Create(Dataset.FromColumns(schema, columns, labels));
        int[] train = [.. Enumerable.Range(0, 3000)], validation = [.. Enumerable.Range(3000, 3000)];
        var options = new BoostedTreeOptions { NumberOfTrees = 300, EarlyStoppingRounds = 40, NumberOfLeaves = 12, NumberOfThreads = 1 };
        var free = new BoostedTreeTrainer(options).Fit(binned, train, validation);
        var ordered = new BoostedTreeTrainer(options with
        {
            MonotoneFeatures = new Dictionary<string, MonotoneDirection>(StringComparer.Ordinal)
            {
                ["x0"] = MonotoneDirection.Up, ["x1"] = MonotoneDirection.Down, ["x2"] = MonotoneDirection.Up,
            },
        }).Fit(binned, train, validation);
        Assert.True(
            ordered.ValidationLossByIteration.Min() <= free.ValidationLossByIteration.Min() + 1e-4,
            $"{ordered.ValidationLossByIteration.Min():R} against {free.ValidationLossByIteration.Min():R}");
    }

    [Theory]
    [InlineData(0f, 1f)]
    [InlineData(1f, 0f)]
    public void A_missing_value_has_no_place_in_the_order(float low, float missing)
    {
        double[] x = [.. Enumerable.Range(0, 300).Select(i => i % 3 == 0 ? double.NaN : i % 30)];
        float[] labels = [.. x.Select((value, i) => double.IsNaN(value) ? i % 10 == 0 ? 1 - missing : missing : value > 15 || i % 7 == 0 ? 1 - low : low)];
        BoostedTreeModel Fit(MonotoneDirection direction) => new BoostedTreeTrainer(Some.Options with
        {
            MonotoneFeatures = new Dictionary<string, MonotoneDirection>(StringComparer.Ordinal) { ["x"] = direction },
        }).Fit(Dataset.FromColumns(new FeatureSchema([new Feature("x")]), [x], labels));
        foreach (var direction in Enum.GetValues<MonotoneDirection>())
        {
            var model = Fit(direction);
            var scores = Enumerable.Range(0, 30).Select(value => model.Predict([value]).Score).ToList();
            var gap = model.Predict([double.NaN]).Probability;
            Assert.True(missing > 0 ? gap > 0.8 : gap < 0.2, $"{gap}");
            Assert.Equal(direction == MonotoneDirection.Up ? scores.Order() : scores.OrderDescending(), scores);
        }
    }

    [Fact]
    public void Model_bytes_do_not_depend_on_the_number_of_threads()
    {
        var data = Some.Table(rowCount: 40_000);
        var options = Some.Options with { MonotoneFeatures = _features, NumberOfTrees = 4, NumberOfLeaves = 30 };
        Assert.Equal(
            Some.Bytes(new BoostedTreeTrainer(options).Fit(data)), Some.Bytes(new BoostedTreeTrainer(options with { NumberOfThreads = 3 }).Fit(data)));
    }

    [Fact]
    public void What_has_no_order_is_refused_with_a_sentence()
    {
        string Refused(string name) => Assert.Throws<ArgumentException>(() => new BoostedTreeTrainer(Some.Options with
        {
            MonotoneFeatures = new Dictionary<string, MonotoneDirection>(StringComparer.Ordinal) { [name] = MonotoneDirection.Up },
        }).Fit(Some.Table())).Message;
        Assert.Equal("MonotoneFeatures names 'source', which is categorical; only numbers have an order, so make it numeric or leave it out.", Refused("source"));
        Assert.Equal("MonotoneFeatures names 'agee', which is no feature of the data; correct the name or leave it out.", Refused("agee"));
    }

    static void AssertInOrder(BoostedTreeModel model, double[] row, int feature, int sign) =>
        Assert.True(IsInOrder(model, row, feature, sign), $"feature {feature} of {string.Join(", ", row)}");

    static bool IsInOrder(BoostedTreeModel model, double[] row, int feature, int sign)
    {
        var changed = (double[])row.Clone();
        changed[feature] = double.NegativeInfinity;
        var last = model.Predict(changed).Score;
        for (var i = -50; i <= 450; i++)
        {
            changed[feature] = i == 450 ? double.PositiveInfinity : i / 50.0;
            var score = model.Predict(changed).Score;
            if (sign * (score - last) < 0)
            {
                return false;
            }

            last = score;
        }

        return true;
    }
}
