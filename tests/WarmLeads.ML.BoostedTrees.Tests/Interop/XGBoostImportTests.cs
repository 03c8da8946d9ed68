namespace WarmLeads.ML.BoostedTrees.Tests;

public class XGBoostImportTests
{
    [Theory]
    [InlineData("numbers")]
    [InlineData("exact")]
    [InlineData("one_hot")]
    [InlineData("sets")]
    [InlineData("many_sets")]
    [InlineData("approx")]
    [InlineData("lead_like")]
    [InlineData("lead_like_categories")]
    [InlineData("deep")]
    [InlineData("base_score")]
    [InlineData("raw")]
    [InlineData("separable")]
    [InlineData("one_leaf")]
    [InlineData("squared")]
    [InlineData("poisson")]
    public void A_model_of_XGBoost_answers_as_XGBoost_does(string name)
    {
        using var folder = XGBoostPeer.Train(name);
        var model = Read(folder).Model;
        var answers = PeerAnswers.Singles(folder);
        if (name == "raw")
        {
            answers = answers with { Means = [.. answers.Scores.Select(score => new Prediction(score).Probability)] };
        }

        answers.AssertAgree(model, 1e-5, 1e-6, 1e-5);
        Answers(Some.Load(Some.Bytes(model)), answers.Rows, model);
    }

    [Fact]
    public void Iterations_are_counted_as_XGBoost_counts_them()
    {
        using var folder = XGBoostPeer.Train("forest");
        var model = Read(folder, ..3).Model;
        Assert.Equal(12, model.NumberOfTrees);
        PeerAnswers.Singles(folder).AssertAgree(model, 1e-6, 1e-6, 1e-5);
        Assert.Equal(
            "The iterations 0..9 are asked for; the XGBoost model has 5. Ask for some of them. (Parameter 'wanted')",
            Assert.Throws<ArgumentOutOfRangeException>(() => Read(folder, ..9)).Message);
        Assert.Equal(
            ["Iteration 2 was the best; all 5 are read, as XGBoost's own predict does. Ask for the iterations ..3 to stop there."],
            Read(folder).Remarks);
    }

    [Theory]
    [InlineData("dart", "its booster is 'dart', which this engine does not have. Train one with the booster gbtree.")]
    [InlineData("linear", "its booster is 'gblinear', which this engine does not have. Train one with the booster gbtree.")]
    [InlineData("hinge", "its objective is 'binary:hinge', which this engine does not have. Train one with binary:logistic, reg:squarederror or count:poisson.")]
    [InlineData("classes", "it has more than one class or target, which this engine does not have. Train one model for each.")]
    public void What_this_engine_does_not_have_is_named(string name, string why)
    {
        using var folder = XGBoostPeer.Train(name);
        Assert.Equal($"The XGBoost model cannot be read: {why}", Assert.Throws<InvalidDataException>(() => Read(folder)).Message);
    }

    static ImportedModel Read(PeerFolder folder, Range? iterations = null)
    {
        using var stream = folder.Open("model.json");
        return XGBoostModelFile.Read(stream, iterations);
    }

    static void Answers(BoostedTreeModel model, double[] rows, BoostedTreeModel expected)
    {
        var (scores, expectedScores) = (new double[rows.Length / model.Schema.Count], new double[rows.Length / model.Schema.Count]);
        model.Predict(rows, scores);
        expected.Predict(rows, expectedScores);
        Assert.Equal(expectedScores, scores);
    }
}
