namespace WarmLeads.ML.BoostedTrees.Tests;

public class XGBoostExportTests
{
    [Fact]
    public void XGBoost_answers_with_our_model_as_we_do()
    {
        var options = Some.Options with { NumberOfTrees = 100, NumberOfLeaves = 31, LearningRate = 0.1 };
        AssertXGBoostAgrees(new BoostedTreeTrainer(options).Fit(Some.Table(3000, weighted: true)), Some.Rows(500));
    }

    [Fact]
    public void XGBoost_answers_with_a_mean_of_rescaled_models_as_we_do()
    {
        var models = Enumerable.Range(1, 3).Select(seed => new BoostedTreeTrainer(Some.Options).Fit(Some.Table(seed: seed)));
        AssertXGBoostAgrees(BoostedTreeModel.Average([.. models]).Rescale(-2.5, 1.3), Some.Rows(200));
    }

    [Fact]
    public void XGBoost_answers_with_made_up_trees_as_we_do()
    {
        var random = new RandomForest(seed: 4, featureCount: 6);
        AssertXGBoostAgrees(new BoostedTreeModel(random.Make(treeCount: 20, depth: 6)), [.. Enumerable.Range(0, 500).Select(_ => random.Row())]);
    }

    [Fact]
    public void XGBoost_answers_with_a_model_without_trees_as_we_do() =>
        AssertXGBoostAgrees(Some.Model(Some.Options with { NumberOfTrees = 0 }), Some.Rows(5));

    [Theory]
    [InlineData(Objective.SquaredError)]
    [InlineData(Objective.Poisson)]
    public void XGBoost_answers_with_values_and_counts_as_we_do(Objective objective) =>
        AssertXGBoostAgrees(Some.Model(Some.Options with { Objective = objective }), Some.Rows(100));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_written_model_is_read_back_with_the_ways_of_all_rows(int seed)
    {
        var random = new RandomForest(seed, featureCount: 5);
        var model = new BoostedTreeModel(random.Make(treeCount: 30, depth: 5));
        using var file = new MemoryStream();
        XGBoostModelFile.Write(file, model);
        file.Position = 0;
        var (read, remarks) = XGBoostModelFile.Read(file);
        Assert.Empty(remarks);
        Assert.Equal(model.NumberOfTrees, read.NumberOfTrees);
        Assert.Equal(model.Bias, read.Bias, 1e-5);
        for (var i = 0; i < 500; i++)
        {
            double[] row = [.. random.Row().Select(value => (double)(float)value)];
            Assert.Equal(model.Predict(row).Score, read.Predict(row).Score, 1e-5);
        }
    }

    static void AssertXGBoostAgrees(BoostedTreeModel model, double[][] rows)
    {
        using var folder = new PeerFolder();
        using (var file = folder.Create("model.json"))
        {
            XGBoostModelFile.Write(file, model);
        }

        // XGBoost has single-precision values, no infinities, and no negative codes.
        double[] cells = [.. rows.SelectMany(row => row.Select((value, feature) => InReach(value, model.Schema[feature])))];
        folder.Write<double>("rows.f64", cells);
        XGBoostPeer.Answer(folder);
        PeerAnswers.Singles(folder).AssertAgree(model, 1e-5, 1e-6, 1e-5);
    }

    static double InReach(double value, Feature feature) =>
        double.IsNaN(value) || (feature.Kind == FeatureKind.Categorical && value < 0) ? double.NaN
            : double.IsInfinity(value) ? Math.CopySign(1e30, value)
            : feature.Kind == FeatureKind.Categorical ? Math.Min(value, 1e6)
            : (float)value;
}
