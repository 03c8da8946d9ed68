namespace WarmLeads.ML.BoostedTrees.Tests;

public class OnnxExportTests
{
    [Fact]
    public void ONNX_Runtime_answers_with_our_model_as_we_do()
    {
        var options = Some.Options with { NumberOfTrees = 200, NumberOfLeaves = 31, LearningRate = 0.1 };
        AssertOnnxAgrees(new BoostedTreeTrainer(options).Fit(Some.Table(3000, weighted: true)), Some.Rows(2000), "probability");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ONNX_Runtime_answers_with_made_up_trees_as_we_do(int seed)
    {
        var random = new RandomForest(seed, featureCount: 6);
        var model = new BoostedTreeModel(random.Make(treeCount: 20, depth: 6));
        AssertOnnxAgrees(model, [.. Enumerable.Range(0, 1000).Select(_ => random.Row())], "probability");
    }

    [Fact]
    public void ONNX_Runtime_answers_with_sets_of_many_categories_as_we_do()
    {
        var random = new Random(8);
        var schema = new FeatureSchema([new Feature("campaign", FeatureKind.Categorical, 900), new Feature("age")]);
        double[][] columns = [new double[5000], new double[5000]];
        var labels = new float[5000];
        var effects = Enumerable.Range(0, 900).Select(_ => random.NextDouble() - 0.5).ToArray();
        for (var i = 0; i < 5000; i++)
        {
            var code = (int)(900 * random.NextDouble() * random.NextDouble());
            columns[0][i] = random.Next(20) == 0 ? double.NaN : code;
            columns[1][i] = random.NextDouble();
            labels[i] = random.NextDouble() < 0.3 + (0.6 * effects[code]) ? 1 : 0;
        }

        var options = Some.Options with { NumberOfTrees = 40, NumberOfLeaves = 16, MaximumCategoriesPerSplit = 200 };
        var model = new BoostedTreeTrainer(options).Fit(Dataset.FromColumns(schema, columns, labels));
        AssertOnnxAgrees(model, [.. Enumerable.Range(0, 3000).Select(i => new[] { i % 950 == 940 ? double.NaN : i % 950, i / 3000.0 })], "probability");
    }

    [Fact]
    public void ONNX_Runtime_answers_with_parts_of_categories_as_we_do()
    {
        var own = new BoostedTreeTrainer(Some.Options with { NumberOfTrees = 5, NumberOfLeaves = 2 }).Fit(Some.Table(400, seed: 9));
        var parted = Some.Model().AddWithin(new CategoryPart(3, 2, 0.25, own, 120, 120, 480, 480)).AddWithin(new CategoryPart(3, 0, -0.5, null, 90, 90, 510, 510));
        AssertOnnxAgrees(parted, Some.Rows(2000), "probability");
    }

    [Fact]
    public void ONNX_Runtime_answers_with_a_model_without_trees_as_we_do() =>
        AssertOnnxAgrees(Some.Model(Some.Options with { NumberOfTrees = 0 }), Some.Rows(10), "probability");

    [Theory]
    [InlineData(Objective.SquaredError, "score")]
    [InlineData(Objective.Poisson, "mean")]
    public void ONNX_Runtime_answers_with_values_and_counts_as_we_do(Objective objective, string output) =>
        AssertOnnxAgrees(Some.Model(Some.Options with { Objective = objective }), Some.Rows(200), output);

    [Fact]
    public void ONNX_Runtime_answers_with_a_time_to_an_event_as_we_do()
    {
        var random = new RandomForest(seed: 5, featureCount: 4);
        var made = random.Make(treeCount: 5, depth: 4);
        var link = new ForestLink(ScoreLink.ComplementaryLogLog);
        AssertOnnxAgrees(
            new BoostedTreeModel(Forest.Create(made.Schema, made.BaseScore - 2, made.Trees, made.Sets, link)),
            [.. Enumerable.Range(0, 300).Select(_ => random.Row())], "probability");
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes() => Assert.Equal(Bytes(Some.Model()), Bytes(Some.Model()));

    static byte[] Bytes(BoostedTreeModel model)
    {
        using var stream = new MemoryStream();
        OnnxModelFile.Write(stream, model);
        return stream.ToArray();
    }

    static void AssertOnnxAgrees(BoostedTreeModel model, double[][] rows, string output)
    {
        using var folder = new PeerFolder();
        using (var file = folder.Create("model.onnx"))
        {
            OnnxModelFile.Write(file, model);
        }

        // Single-precision values, beside the thresholds, too; there are no negative codes.
        float[] cells = [.. rows.SelectMany(row => row.Select((value, feature) =>
            model.Schema[feature].Kind == FeatureKind.Categorical && value < 0 ? float.NaN : (float)value))];
        PutThresholds(model.Forest, cells);
        folder.Write<float>("rows.f32", cells);
        using (var width = folder.Create("width.txt"))
        {
            width.Write(System.Text.Encoding.ASCII.GetBytes(model.Schema.Count.ToString()));
        }

        OnnxPeer.Answer(folder);
        new PeerAnswers(
            Array.ConvertAll(cells, x => (double)x),
            Array.ConvertAll(folder.Read<float>("score.f32"), x => (double)x),
            Array.ConvertAll(folder.Read<float>($"{output}.f32"), x => (double)x),
            []).AssertAgree(model, 1e-6, 1e-6, 0);
    }

    static void PutThresholds(Forest forest, float[] cells)
    {
        var (random, width) = (new Random(2), forest.Schema.Count);
        foreach (var node in forest.Trees.SelectMany(tree => tree).Where(node => !node.IsLeaf && node.Set < 0))
        {
            var single = (float)node.Threshold;
            foreach (var value in new[] { single, MathF.BitDecrement(single), MathF.BitIncrement(single) })
            {
                cells[(random.Next(cells.Length / width) * width) + node.Feature] = value;
            }
        }
    }
}
