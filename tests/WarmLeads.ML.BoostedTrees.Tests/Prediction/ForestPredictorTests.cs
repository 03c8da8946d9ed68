using System.Runtime.Intrinsics.X86;

namespace WarmLeads.ML.BoostedTrees.Tests;

public class ForestPredictorTests
{
    [Theory]
    [InlineData(1, 1, 1, 4)]
    [InlineData(2, 3, 7, 6)]
    [InlineData(3, 8, 30, 5)]
    [InlineData(44, 5, 9, 13)]
    [InlineData(5, 12, 300, 7)]
    [InlineData(6, 100, 150, 5)]
    [InlineData(7, 300, 100, 4)]
    [InlineData(8, 1300, 200, 4)]
    [InlineData(9, 3, 70, 0)]
    public void Every_way_to_score_gives_the_bits_of_a_walk_from_node_to_node(int seed, int featureCount, int treeCount, int depth)
    {
        var random = new RandomForest(seed, featureCount);
        var forest = random.Make(treeCount, depth);
        Assert.Equal(depth == 13, forest.Trees.Any(tree => tree.Length > 2 * 256));
        var thresholds = forest.Trees.SelectMany(tree => tree).Count(node => node is { IsLeaf: false, Feature: 0, Set: < 0 });
        Assert.True(treeCount != 300 || thresholds > 254, "300 trees make more thresholds than a byte holds");
        var model = new BoostedTreeModel(forest);
        foreach (var count in new[] { 0, 1, 63, 64, 65, 1500 })
        {
            var rows = Enumerable.Range(0, count).Select(_ => random.Row()).ToArray();
            var expected = rows.Select(row => Walk(forest, row)).ToArray();
            Assert.Equal(expected, rows.Select(row => model.Predict(row).Score));
            foreach (var threads in new[] { 1, 2, 3 })
            {
                var scores = new double[count];
                model.Predict(rows.SelectMany(row => row).ToArray(), scores, threads);
                Assert.Equal(expected, scores);
            }
        }
    }

    [Theory]
    [InlineData(9, 200, 5, true)]
    [InlineData(100, 150, 5, true)]
    [InlineData(300, 200, 4, false)]
    [InlineData(9, 20, 6, false)]
    public void Words_of_leaves_are_made_for_trees_of_32_leaves_and_rows_of_128_bytes(int featureCount, int treeCount, int depth, bool areMade)
    {
        Assert.SkipUnless(Avx512Vbmi.IsSupported, "This processor does not permute bytes in vectors of 64.");
        var forest = new SlotForest(new RandomForest(seed: 10, featureCount).Make(treeCount, depth));
        Assert.Equal(areMade, LeafWords.Of(forest) is not null);
    }

    [Fact]
    public void The_order_of_the_trees_changes_no_bit()
    {
        var forest = new RandomForest(seed: 6, featureCount: 6).Make(treeCount: 41, depth: 6);
        var shuffled = Forest.OnGrid(forest.Schema, forest.Grid, forest.BaseScore, [.. forest.Trees.OrderBy(tree => tree[0].Cover)], forest.Sets);
        var rows = new RandomForest(seed: 7, featureCount: 6);
        for (var i = 0; i < 200; i++)
        {
            var row = rows.Row();
            Assert.Equal(new BoostedTreeModel(forest).Predict(row).Score, new BoostedTreeModel(shuffled).Predict(row).Score);
        }
    }

    [Fact]
    public void A_row_that_is_explained_in_a_batch_gets_the_bits_it_gets_alone()
    {
        var random = new RandomForest(seed: 8, featureCount: 9);
        var model = new BoostedTreeModel(random.Make(treeCount: 12, depth: 9));
        var rows = Enumerable.Range(0, 150).Select(_ => random.Row()).ToArray();
        double[] alone = [.. rows.SelectMany(row => model.Explain(row).Values.ToArray())];
        foreach (var threads in new[] { 1, 2, 3 })
        {
            var together = new double[alone.Length];
            model.Explain(rows.SelectMany(row => row).ToArray(), together, threads);
            Assert.Equal(alone, together);
        }
    }

    [Fact]
    public void Scoring_and_explaining_one_row_allocate_nothing()
    {
        var model = Some.Model();
        var (row, contributions) = (Some.Rows(9)[8], new double[5]);
        var total = model.Predict(row).Score;
        model.Explain(row, contributions);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            total += model.Predict(row).Probability;
            model.Explain(row, contributions);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(double.IsFinite(total));
    }

    [Fact]
    public async Task One_model_answers_many_threads_at_a_time()
    {
        var model = Some.Model();
        var rows = Some.Rows(100);
        var expected = rows.Select(row => model.Explain(row).Values.ToArray()).ToArray();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => rows.Select(row => model.Explain(row).Values.ToArray()).ToArray())));
        Assert.All(answers, answer => Assert.Equal(expected, answer));
    }

    static double Walk(Forest forest, double[] row)
    {
        var score = forest.BaseScore;
        foreach (var tree in forest.Trees)
        {
            var at = 0;
            while (!tree[at].IsLeaf)
            {
                at = forest.GoesLeft(tree[at], row) ? at + 1 : tree[at].Right;
            }

            score += tree[at].Value;
        }

        return score;
    }
}
