namespace WarmLeads.ML.BoostedTrees.Tests;

public class LightGbmImportTests
{
    [Theory]
    [InlineData("numbers")]
    [InlineData("no_missing")]
    [InlineData("zeros_missing")]
    [InlineData("categories")]
    [InlineData("many_categories")]
    [InlineData("lead_like")]
    [InlineData("bagged")]
    [InlineData("goss")]
    [InlineData("dart")]
    [InlineData("entropy")]
    [InlineData("value")]
    [InlineData("count")]
    [InlineData("one_leaf")]
    public void A_model_of_LightGBM_answers_as_LightGBM_does(string name)
    {
        using var folder = LightGbmPeer.Train(name);
        PeerAnswers.Doubles(folder).AssertAgree(Read(folder).Model, 1e-9, 1e-9, 1e-9);
    }

    [Fact]
    public void A_sigmoid_that_is_not_one_is_in_the_scores_here()
    {
        using var folder = LightGbmPeer.Train("steep");
        var answers = PeerAnswers.Doubles(folder);
        answers = answers with { Scores = [.. answers.Scores.Select(x => 2.5 * x)], Contributions = [.. answers.Contributions.Select(x => 2.5 * x)] };
        answers.AssertAgree(Read(folder).Model, 1e-9, 1e-9, 1e-9);
    }

    [Fact]
    public void A_random_forest_is_the_mean_of_its_trees()
    {
        using var folder = LightGbmPeer.Train("forest");
        var answers = PeerAnswers.Doubles(folder);

        // LightGBM's raw scores and contributions of a forest are sums over its ten trees; its probabilities are of the mean.
        answers = answers with { Scores = [.. answers.Scores.Select(x => x / 10)], Contributions = [.. answers.Contributions.Select(x => x / 10)] };
        answers.AssertAgree(Read(folder).Model, 1e-9, 1e-9, 1e-9);
    }

    [Fact]
    public void Iterations_are_counted_as_LightGBM_counts_them()
    {
        using var folder = LightGbmPeer.Train("iterations");
        PeerAnswers.Doubles(folder).AssertAgree(Read(folder, ..7).Model, 1e-9, 1e-9, 1e-9);
        Assert.Equal(12, Read(folder).Model.NumberOfTrees);
    }

    [Theory]
    [InlineData("linear", "tree 0 has linear functions in its leaves, which this engine does not have. Train one without linear_tree.")]
    [InlineData("classes", "it has more than one class, which this engine does not have. Train one model for each.")]
    [InlineData("absolute", "its objective is 'quantile', which this engine does not have. Train one with binary, cross_entropy, regression or poisson.")]
    public void What_this_engine_does_not_have_is_named(string name, string why)
    {
        using var folder = LightGbmPeer.Train(name);
        Assert.Equal($"The LightGBM model cannot be read: {why}", Assert.Throws<InvalidDataException>(() => Read(folder)).Message);
    }

    static ImportedModel Read(PeerFolder folder, Range? iterations = null)
    {
        using var stream = folder.Open("model.txt");
        return LightGbmModelFile.Read(stream, iterations);
    }
}
