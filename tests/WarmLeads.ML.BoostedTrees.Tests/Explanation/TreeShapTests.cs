using System.Runtime.Intrinsics.X86;

namespace WarmLeads.ML.BoostedTrees.Tests;

public class TreeShapTests
{
    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(2, 2, 6)]
    [InlineData(3, 4, 4)]
    [InlineData(4, 8, 5)]
    [InlineData(5, 10, 9)]
    [InlineData(6, 11, 12)]
    [InlineData(7, 2, 1)]
    [InlineData(8, 3, 0)]
    public void Contributions_are_the_Shapley_values_of_the_definition(int seed, int featureCount, int depth)
    {
        var random = new RandomForest(seed, featureCount);
        var forest = random.Make(treeCount: 3, depth);
        var model = new BoostedTreeModel(forest);
        for (var i = 0; i < 5; i++)
        {
            var row = random.Row();
            var expected = BruteForceShapley.Explain(forest, row);
            var actual = model.Explain(row);
            for (var feature = 0; feature < featureCount; feature++)
            {
                Assert.Equal(expected[feature], actual.Values[feature], 1e-11);
            }
        }
    }

    [Fact]
    public void Contributions_of_a_trained_model_are_the_Shapley_values_of_the_definition()
    {
        var model = Some.Model(Some.Options with { NumberOfLeaves = 20, NumberOfTrees = 6 }, weighted: true);
        foreach (var row in Some.Rows(20))
        {
            var expected = BruteForceShapley.Explain(model.Forest, row);
            var actual = model.Explain(row);
            for (var feature = 0; feature < row.Length; feature++)
            {
                Assert.Equal(expected[feature], actual.Values[feature], 1e-11);
            }
        }
    }

    [Fact]
    public void The_bias_is_the_mean_score_of_the_training_examples()
    {
        // With splits on present values only, a row's path is its cover's path, so the cover-weighted mean is the mean.
        var data = Some.Table();
        var model = new BoostedTreeTrainer(Some.Options).Fit(data);
        var mean = Enumerable.Range(0, data.RowCount).Average(row =>
            model.Predict([.. Enumerable.Range(0, Some.Schema.Count).Select(feature => data.ValueAt(row, feature))]).Score);
        Assert.Equal(mean, model.Bias, 1e-9);
    }

    [Fact]
    public void A_feature_that_no_tree_uses_contributes_nothing()
    {
        var forest = new RandomForest(seed: 9, featureCount: 4).Make(treeCount: 5, depth: 4);
        var schema = new FeatureSchema([.. forest.Schema, new Feature("unused")]);
        var model = new BoostedTreeModel(Forest.Create(schema, 0.1, forest.Trees, forest.Sets));
        Assert.Equal(0, model.Explain([0.3, 2, double.NaN, 5, 0.7]).Values[4]);
    }

    [Fact]
    public void A_chain_of_two_hundred_features_is_explained_exactly_enough_to_add_up()
    {
        const int Length = 200;
        var nodes = new List<TreeNode>();
        for (var i = 0; i < Length; i++)
        {
            nodes.Add(new TreeNode(i, 2 * (i + 1), -1, MissingLeft: true, 0.5, 0, Length + 1 - i, 1, Length + 1 - i));
            nodes.Add(new TreeNode(0, 0, -1, MissingLeft: false, 0, i % 7, 1, 0, 1));
        }

        nodes.Add(new TreeNode(0, 0, -1, MissingLeft: false, 0, -3, 1, 0, 1));
        var schema = new FeatureSchema([.. Enumerable.Range(0, Length).Select(i => new Feature($"f{i}"))]);
        var forest = Forest.Create(schema, 0, [[.. nodes]], []);
        double[] row = [.. Enumerable.Range(0, Length).Select(i => i < 150 ? 1.0 : 0)];
        var contributions = new double[Length];
        var weights = GaussLegendre.OnUnitInterval(GaussLegendre.PointsFor(Length)).Weights;
        new BoostedTreeModel(forest).Explain(row, contributions);

        Assert.Equal(100, weights.Length);
        Assert.Equal(1, weights.Sum(), 1e-12);
        Assert.Equal(150 % 7, forest.Bias + contributions.Sum());
        Assert.All(contributions, value => Assert.InRange(value, -10, 10));
    }

    [Fact]
    public unsafe void Four_rows_at_a_time_get_the_bits_of_eight()
    {
        Assert.SkipUnless(Avx512F.IsSupported, "This processor has no vectors of eight doubles.");
        var forest = new RandomForest(seed: 12, featureCount: 30).Make(treeCount: 1, depth: 12);
        var slots = new SlotForest(forest);
        var points = new PointForest([new EdgeTable(forest.Trees[0], slots.BatchTrees[0])]);
        using var scratch = new ShapScratch(slots, points);
        var nodeCount = points.Trees[0].NodeCount;
        new Random(13).NextBytes(new Span<byte>(scratch.Lefts, nodeCount * sizeof(ulong)));
        new Random(14).NextBytes(new Span<byte>(scratch.Alives, nodeCount * sizeof(ulong)));
        var shares = new Span<double>(scratch.Shares, points.Features.Length * points.MostPoints * RowBlock.Length);
        Assert.True(nodeCount > 100);
        Array.ForEach(points.Trees, tree => ShapKernel.Add<EightLanes>(points, tree, RowBlock.Length, scratch));
        var eight = shares.ToArray();
        shares.Clear();
        Array.ForEach(points.Trees, tree => ShapKernel.Add<FourLanes>(points, tree, RowBlock.Length, scratch));
        Assert.Equal(eight, shares.ToArray());
        Assert.Contains(eight, value => value != 0);
    }

    [Theory]
    [InlineData(15, 3, 40, 6)]
    [InlineData(16, 12, 12, 6)]
    [InlineData(17, 40, 4, 7)]
    [InlineData(18, 2, 400, 3)]
    public unsafe void Columns_decide_what_nodes_decide_one_by_one(int seed, int featureCount, int treeCount, int depth)
    {
        Assert.SkipUnless(Avx512Vbmi.IsSupported, "This processor does not permute bytes in vectors of 64.");
        var random = new RandomForest(seed, featureCount);
        var forest = random.Make(treeCount, depth);
        var slots = new SlotForest(forest);
        var points = new PointForest([.. forest.Trees.Zip(slots.BatchTrees, (tree, batch) => new EdgeTable(tree, batch))]);
        var columns = DecisionColumns.Of(points, slots);
        using var expected = new ShapScratch(slots, points);
        using var actual = new ShapScratch(slots, points);
        Assert.NotNull(columns);
        for (var i = 0; i < 20; i++)
        {
            slots.Fill(random.Row(), new Span<byte>(expected.Cells, slots.Slots.Length));
            ShapRow.Decide(points, expected.Cells, new MixedTest(slots), expected);
            columns.Decide(expected.Cells, actual.Lefts, actual.Alives);
            foreach (var tree in points.Trees)
            {
                for (var node = tree.FirstNode; node < tree.FirstNode + tree.NodeCount; node++)
                {
                    Assert.Equal((expected.Lefts[node / 64] >> node) & 1, (actual.Lefts[node / 64] >> node) & 1);
                    Assert.Equal((expected.Alives[node / 64] >> node) & 1, (actual.Alives[node / 64] >> node) & 1);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(24)]
    [InlineData(64)]
    public void The_quadrature_integrates_every_polynomial_it_promises_to(int count)
    {
        var (points, weights) = GaussLegendre.OnUnitInterval(count);
        for (var degree = 0; degree < 2 * count; degree++)
        {
            Assert.Equal(1.0 / (degree + 1), points.Zip(weights).Sum(pair => pair.Second * Math.Pow(pair.First, degree)), 1e-13);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(9, 5)]
    [InlineData(16, 8)]
    [InlineData(17, 9)]
    public void Points_are_enough_for_the_features_of_the_longest_path(int featureCount, int points)
    {
        Assert.Equal(points, GaussLegendre.PointsFor(featureCount));
        Assert.True((2 * points) - 1 >= featureCount - 1);
    }
}
