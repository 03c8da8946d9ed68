namespace WarmLeads.ML.BoostedTrees.Tests;

public class CategoryScreenTests
{
    [Fact]
    public void A_wide_feature_has_more_different_categories_than_asked_for()
    {
        var data = Some.Table(20_000);
        Assert.Equal([4], new CategoryScreen(new() { MinimumCategoryCount = 39 }).WideFeatures(data));
        Assert.Equal([], new CategoryScreen(new() { MinimumCategoryCount = 40 }).WideFeatures(data));
        Assert.Equal([new CategoryStatistic(4)], new CategoryScreen(new() { MinimumCategoryCount = 39 }).Choose(data));
    }

    [Fact]
    public void A_product_that_carries_signal_is_picked()
    {
        var (data, _, _) = new ProductSet(1).Draw(40_000, seed: 2);
        Assert.Equal([new CategoryStatistic(0), new CategoryStatistic(1), new CategoryStatistic(0, 1)], new CategoryScreen(new()).Choose(data));
        Assert.Equal(
            [new CategoryStatistic(0), new CategoryStatistic(1)], new CategoryScreen(new() { MaximumProductCount = 0 }).Choose(data));
    }

    [Fact]
    public void The_sum_of_two_strong_features_is_no_product()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var (data, _, _) = new ProductSet(seed, mainEffect: 1.2, pairEffect: 0).Draw(60_000, seed);
            var product = Assert.Single(new CategoryScreen(new() { Seed = (ulong)seed }).Judge(data));
            Assert.False(product.IsPicked, product.ToString());
        }
    }

    [Fact]
    public void Noise_is_picked_no_oftener_than_the_stated_rate()
    {
        // Four wide features, six products, main effects and no product: at a stated rate of 10 % of the tables, 0 to 15 of 60.
        var tables = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            const int rows = 2500;
            var columns = new double[4][];
            var scores = new double[rows];
            for (var column = 0; column < 4; column++)
            {
                var effects = Enumerable.Range(0, 80).Select(_ => 1.2 * (random.NextDouble() - 0.5)).ToArray();
                columns[column] = [.. Enumerable.Range(0, rows).Select(_ => (double)(int)(80 * random.NextDouble() * random.NextDouble()))];
                for (var row = 0; row < rows; row++)
                {
                    scores[row] += effects[(int)columns[column][row]];
                }
            }

            var labels = scores.Select(score => random.NextDouble() < 1 / (1 + Math.Exp(1 - score)) ? 1f : 0f).ToArray();
            var schema = new FeatureSchema([.. Enumerable.Range(0, 4).Select(i => new Feature($"c{i}", FeatureKind.Categorical, 80))]);
            var options = new TargetEncodingOptions { MinimumCategoryCount = 50, FalseProductRate = 0.1, MinimumProductGain = 0, Seed = (ulong)seed };
            var products = new CategoryScreen(options).Judge(Dataset.FromColumns(schema, columns, labels));
            Assert.Equal(6, products.Count);
            tables += products.Any(product => product.IsPicked) ? 1 : 0;
        }

        Assert.InRange(tables, 0, 15);
    }

    [Fact]
    public void A_group_is_judged_in_one_half_only()
    {
        // Each lead occurs twenty times with one outcome and one pair: halves that shared leads would agree on every pair.
        var random = new Random(8);
        const int leads = 1500, copies = 20;
        double[][] columns = [new double[leads * copies], new double[leads * copies]];
        var (labels, groups) = (new float[leads * copies], new int[leads * copies]);
        for (var lead = 0; lead < leads; lead++)
        {
            var (a, b, label) = (random.Next(70), random.Next(70), random.Next(2));
            for (var row = lead * copies; row < (lead + 1) * copies; row++)
            {
                (columns[0][row], columns[1][row], labels[row], groups[row]) = (a, b, label, lead);
            }
        }

        var schema = new FeatureSchema([new Feature("a", FeatureKind.Categorical, 70), new Feature("b", FeatureKind.Categorical, 70)]);
        var data = Dataset.FromColumns(schema, columns, labels);
        var screen = new CategoryScreen(new() { MinimumCategoryCount = 50 });
        Assert.True(Assert.Single(screen.Judge(data)).IsPicked);
        Assert.False(Assert.Single(screen.Judge(data, groups)).IsPicked);
    }
}
