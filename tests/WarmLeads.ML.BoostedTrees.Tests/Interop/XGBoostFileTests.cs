using System.Text;

namespace WarmLeads.ML.BoostedTrees.Tests;

public class XGBoostFileTests
{
    // Tree 0: age < 30 (a gap goes left) ? (source in {1, 3} ? right : left) : leaf. Tree 1: one leaf.
    const string Small =
        """
        {"learner":{"attributes":{"name":"ours"},"feature_names":["age","source"],"feature_types":["float","c"],
        "gradient_booster":{"model":{"gbtree_model_param":{"num_parallel_tree":"1","num_trees":"2","size_leaf_vector":"0"},
        "tree_info":[0,0],"trees":[
        {"categories":[1,3],"categories_nodes":[1],"categories_segments":[0],"categories_sizes":[2],"default_left":[1,0,0,0,0],"id":0,
        "left_children":[1,3,-1,-1,-1],"right_children":[2,4,-1,-1,-1],"loss_changes":[4,2,0,0,0],"split_conditions":[3E1,NaN,5E-1,-1E0,2E0],
        "split_indices":[0,1,0,0,0],"split_type":[0,1,0,0,0],"sum_hessian":[1E1,6E0,4E0,2E0,4E0],
        "tree_param":{"num_deleted":"0","num_feature":"2","num_nodes":"5","size_leaf_vector":"0"}},
        {"categories":[],"categories_nodes":[],"categories_segments":[],"categories_sizes":[],"default_left":[0],"id":1,
        "left_children":[-1],"right_children":[-1],"loss_changes":[0],"split_conditions":[2.5E-1],
        "split_indices":[0],"split_type":[0],"sum_hessian":[1E1],
        "tree_param":{"num_deleted":"0","num_feature":"2","num_nodes":"1","size_leaf_vector":"0"}}]},"name":"gbtree"},
        "learner_model_param":{"base_score":"5E-1","num_class":"0","num_feature":"2","num_target":"1"},
        "objective":{"name":"binary:logistic","reg_loss_param":{"scale_pos_weight":"1"}}},"version":[1,7,4]}
        """;

    static readonly byte[] _exported = Export(Some.Model(Some.Options with { NumberOfTrees = 2, NumberOfLeaves = 4 }));

    [Theory]
    [InlineData(29.999, 0, -0.75)]
    [InlineData(29.999, 1, 2.25)]
    [InlineData(29.999, 3, 2.25)]
    [InlineData(29.999, 77, -0.75)]
    [InlineData(29.999, double.NaN, 2.25)]
    [InlineData(double.NaN, 2, -0.75)]
    [InlineData(30, 1, 0.75)]
    [InlineData(29.9999999, 1, 0.75)] // as a single it is 30
    public void A_row_goes_where_XGBoost_sends_it(double age, double source, double score) =>
        Assert.Equal(score, Read(Small).Model.Predict([age, source]).Score);

    [Fact]
    public void A_tree_of_one_leaf_joins_the_base_score()
    {
        var model = Read(Small).Model;
        Assert.Equal(1, model.NumberOfTrees);
        Assert.Equal((0.4 * 0.5) + (0.2 * -1) + (0.4 * 2) + 0.25, model.Bias, 1e-12);
        Assert.Equal([4, 2], model.FeatureImportance(ImportanceKind.Gain));
        Assert.Equal(["age", "source"], model.Schema.Select(feature => feature.Name));
        Assert.Equal([0, 4], model.Schema.Select(feature => feature.CategoryCount));
    }

    [Fact]
    public void Features_without_names_are_numbered_as_XGBoost_does() =>
        Assert.Equal(["f0", "f1"], Read(Small.Replace("[\"age\",\"source\"]", "[]")).Model.Schema.Select(feature => feature.Name));

    [Fact]
    public void A_leaf_without_cover_gets_a_tiny_share_and_is_reported()
    {
        var (model, remarks) = Read(Small.Replace("6E0,4E0,2E0,4E0", "6E0,4E0,0,6E0"));
        Assert.Equal(["1 leaves have no cover in the XGBoost model; for contributions each counts as 1E-09 of what is above it."], remarks);
        Assert.Equal(0.25 + (0.4 * 0.5) + (0.6 * 2), model.Bias, 1e-8);
        var why = model.Explain([20, 0]);
        Assert.Equal(-0.75, why.Score);
        Assert.All(why.Values.ToArray(), value => Assert.InRange(value, -10, 10));
    }

    [Theory]
    [InlineData("{\"learner\"", "[\"learner\"", "it is no JSON, which starts with a brace; save_model writes JSON when the name ends with .json")]
    [InlineData("\"tree_info\":[0,0]", "\"tree_info\":[0 0]", "it is no JSON at line 3, byte 16 (a file that ends with .ubj must be saved as .json)")]
    [InlineData("[1,7,4]}", "[1,7,4]}}", "it is no JSON at line 13, byte 101 (a file that ends with .ubj must be saved as .json)")]
    [InlineData("[1,3,-1,-1,-1]", "[1,3,-1,-1]", "the arrays of tree 0 differ in length")]
    [InlineData("[1,3,-1,-1,-1]", "[1,0,-1,-1,-1]", "tree 0 comes to its node 1 more than once")]
    [InlineData("[1,3,-1,-1,-1]", "[0,3,-1,-1,-1]", "tree 0 comes to its node 0 more than once")]
    [InlineData("[1,3,-1,-1,-1]", "[1,5,-1,-1,-1]", "tree 0 names a node 5 and has 5 nodes")]
    [InlineData("[1,3,-1,-1,-1]", "[1,3.5,-1,-1,-1]", "tree 0, node 1 has 3.5 where a whole number belongs")]
    [InlineData("[1,3,-1,-1,-1]", "\"all\"", "an array belongs at byte 393 of it, where there is a JSON token of type String")]
    [InlineData("[2,4,-1,-1,-1]", "[2,-1,-1,-1,-1]", "tree 0 names a node -1 and has 5 nodes")]
    [InlineData("\"left_children\":[-1]", "\"left_children\":[]", "tree 1 has no nodes")]
    [InlineData("[0,1,0,0,0],\"split_type\"", "[2,1,0,0,0],\"split_type\"", "tree 0, node 0 tests feature 2 of 2")]
    [InlineData("[0,1,0,0,0],\"split_type\"", "[1,1,0,0,0],\"split_type\"", "tree 0, node 0 compares feature 1 with 29.99999904632568, and the feature is categorical")]
    [InlineData("[0,1,0,0,0],\"split_type\"", "[0,9,0,0,0],\"split_type\"", "tree 0, node 1 tests feature 9 of 2")]
    [InlineData("5E-1,-1E0", "NaN,-1E0", "tree 0, node 2 is a leaf of value NaN")]
    [InlineData("5E-1,-1E0", "-Infinity,-1E0", "tree 0, node 2 is a leaf of value -Infinity")]
    [InlineData("5E-1,-1E0", "1E39,-1E0", "tree 0, node 2 is a leaf of value Infinity")]
    [InlineData("[3E1,", "[NaN,", "tree 0, node 0 has a threshold that is no number")]
    [InlineData("6E0,4E0,2E0,4E0", "6E0,4E0,-2E0,4E0", "tree 0, node 3 is a leaf of cover -2")]
    [InlineData("6E0,4E0,2E0,4E0", "6E0,4E0,1E300,4E0", "tree 0, node 3 is a leaf of cover 1E+300")]
    [InlineData("[4,2,0,0,0]", "[NaN,2,0,0,0]", "tree 0, node 0 has a gain of NaN")]
    [InlineData("\"categories\":[1,3]", "\"categories\":[1,-1]", "tree 0, node 1 names the category -1; codes are 0 to 16777215")]
    [InlineData("\"categories\":[1,3]", "\"categories\":[1,9000000]", "its categories go up to 9000000, out of proportion to its 1267 bytes")]
    [InlineData("\"categories_sizes\":[2]", "\"categories_sizes\":[3]", "tree 0 has 3 categories at 0 for its node 1, which do not fit")]
    [InlineData("\"categories_segments\":[0]", "\"categories_segments\":[1]", "tree 0 has 2 categories at 1 for its node 1, which do not fit")]
    [InlineData("\"categories_nodes\":[1]", "\"categories_nodes\":[0]", "tree 0 has 2 categories at 0 for its node 0, which do not fit")]
    [InlineData("\"categories_nodes\":[1]", "\"categories_nodes\":[]", "the arrays of the categories of tree 0 differ in length")]
    [InlineData("\"num_feature\":\"2\",\"num_target\"", "\"num_feature\":\"3\",\"num_target\"", "it claims 3 features, names 2 and gives 2 types")]
    [InlineData("\"num_feature\":\"2\",\"num_target\"", "\"num_feature\":\"9999999999\",\"num_target\"", "its num_feature is '9999999999'; 0 to 1048576 would do")]
    [InlineData("[\"age\",\"source\"]", "[\"age\",\"age\"]", "its features make no schema (Feature 1 is named 'age' as is feature 0; give every feature its own name)")]
    [InlineData("\"num_parallel_tree\":\"1\"", "\"num_parallel_tree\":\"0\"", "its num_parallel_tree is '0'; 1 to 2147483647 would do")]
    [InlineData("\"num_parallel_tree\":\"1\"", "\"num_parallel_tree\":\"3\"", "it has 2 trees, 3 in each iteration")]
    [InlineData("\"base_score\":\"5E-1\"", "\"base_score\":\"1\"", "its base_score is 1, which binary:logistic cannot have")]
    [InlineData("\"base_score\":\"5E-1\"", "\"base_score\":\"half\"", "its base_score is 'half', no number")]
    public void What_is_wrong_is_named(string right, string wrong, string what)
    {
        Assert.Contains(right, Small, StringComparison.Ordinal);
        var refusal = Assert.Throws<InvalidDataException>(() => Read(Small.Replace(right, wrong)));
        Assert.Equal($"The XGBoost model cannot be read: {what}. Save it again with XGBoost, or retrain.", refusal.Message);
    }

    [Fact]
    public void More_scores_than_one_a_row_are_refused()
    {
        const string Sentence =
            "The XGBoost model cannot be read: it has more than one class or target, which this engine does not have. Train one model for each.";
        Assert.Equal(Sentence, Assert.Throws<InvalidDataException>(() => Read(Small.Replace("\"num_class\":\"0\"", "\"num_class\":\"3\""))).Message);
        Assert.Equal(Sentence, Assert.Throws<InvalidDataException>(() => Read(Small.Replace("\"num_target\":\"1\"", "\"num_target\":\"2\""))).Message);
    }

    [Fact]
    public void A_tree_that_is_too_deep_is_refused()
    {
        // A chain: node 2i has the leaf 2i + 1 and the next node 2i + 2.
        const int Inner = 600;
        string All(Func<int, string> of) => string.Join(',', Enumerable.Range(0, (2 * Inner) + 1).Select(of));
        bool IsLeaf(int i) => i % 2 == 1 || i == 2 * Inner;
        var deep = Small.Replace("\"left_children\":[-1]", $"\"left_children\":[{All(i => IsLeaf(i) ? "-1" : $"{i + 1}")}]")
            .Replace("\"right_children\":[-1]", $"\"right_children\":[{All(i => IsLeaf(i) ? "-1" : $"{i + 2}")}]")
            .Replace(":[0]", $":[{All(_ => "0")}]").Replace("[2.5E-1]", $"[{All(_ => "0")}]").Replace("[1E1]", $"[{All(_ => "1")}]")
            .Replace($"\"categories_segments\":[{All(_ => "0")}]", "\"categories_segments\":[0]");
        Assert.Equal(
            "The XGBoost model cannot be read: tree 1 has more than 65535 nodes or is deeper than 512. Save it again with XGBoost, or retrain.",
            Assert.Throws<InvalidDataException>(() => Read(deep)).Message);
    }

    [Fact]
    public void A_file_beyond_the_limit_is_refused()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Small));
        Assert.Equal(
            "The XGBoost model is longer than the limit of 100 bytes. Raise the limit if the file can be trusted.",
            Assert.Throws<InvalidDataException>(() => XGBoostModelFile.Read(stream, maximumBytes: 100)).Message);
    }

    [Fact]
    public void Damage_of_any_kind_is_refused_or_leaves_a_whole_model()
    {
        ForeignDamage.AssertHarmless(Encoding.UTF8.GetBytes(Small), stream => XGBoostModelFile.Read(stream));
        ForeignDamage.AssertHarmless(_exported, stream => XGBoostModelFile.Read(stream));
    }

    static ImportedModel Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return XGBoostModelFile.Read(stream);
    }

    static byte[] Export(BoostedTreeModel model)
    {
        using var stream = new MemoryStream();
        XGBoostModelFile.Write(stream, model);
        return stream.ToArray();
    }
}
