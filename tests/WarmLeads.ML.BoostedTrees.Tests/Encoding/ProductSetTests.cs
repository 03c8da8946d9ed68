namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>Two wide categories of which only the product says much: what can be known, and what the engine learns of it.</summary>
public class ProductSetTests
{
    static readonly BoostedTreeOptions Options = new() { NumberOfTrees = 60, NumberOfLeaves = 31, LearningRate = 0.1, NumberOfThreads = 2 };

    [Fact]
    public void The_product_statistic_and_sets_of_many_categories_find_what_few_bins_cannot()
    {
        var set = new ProductSet(1);
        var (train, _, _) = set.Draw(180_000, seed: 2);
        var (test, truth, sum) = set.Draw(30_000, seed: 3);

        var ideal = ProductSet.Auc(truth, test);
        Assert.InRange(ideal, 0.79, 0.82);
        Assert.InRange(ProductSet.Auc(sum, test), 0.67, 0.71);

        var narrow = new BoostedTreeTrainer(Options with { MaximumCategoryCountPerFeature = 253 }).Fit(train);
        Assert.InRange(AucOf(new EncodedTreeModel(narrow), test), 0.5, 0.71);

        // Sets of thousands of categories find much of it by themselves.
        var plain = new BoostedTreeTrainer(Options).Fit(train);
        Assert.InRange(AucOf(new EncodedTreeModel(plain), test), 0.77, ideal);

        var encoding = new TargetEncoding(train, new CategoryScreen(new()).Choose(train), new());
        var model = new EncodedTreeModel(encoding.Freeze(), new BoostedTreeTrainer(Options).Fit(encoding.CrossFit()));
        Assert.InRange(AucOf(model, test), 0.78, ideal);
    }

    static double AucOf(EncodedTreeModel model, Dataset data)
    {
        var scores = new double[data.RowCount];
        model.Predict([.. Enumerable.Range(0, data.RowCount).SelectMany(row => Enumerable.Range(0, 3).Select(feature => data.ValueAt(row, feature)))], scores);
        return ProductSet.Auc(scores, data);
    }
}
