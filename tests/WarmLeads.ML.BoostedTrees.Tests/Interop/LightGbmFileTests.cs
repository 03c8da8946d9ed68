using System.Text;

namespace WarmLeads.ML.BoostedTrees.Tests;

public class LightGbmFileTests
{
    // Tree 0: source in {1, 3} ? (age <= 30, a gap goes left ? 0.5 : -1) : 2. Tree 1: visits <= 2, a gap is a zero.
    const string Small =
        """
        tree
        version=v4
        num_class=1
        num_tree_per_iteration=1
        label_index=0
        max_feature_idx=2
        objective=binary sigmoid:1
        feature_names=age source visits
        feature_infos=[18:90] 0:1:2:3 [0:9]
        tree_sizes=300 200

        Tree=0
        num_leaves=3
        num_cat=1
        split_feature=1 0
        split_gain=8 4
        threshold=0 30
        decision_type=1 10
        left_child=1 -1
        right_child=-2 -3
        leaf_value=0.5 2 -1
        leaf_weight=1 2 3
        leaf_count=40 50 10
        internal_value=0 0
        internal_weight=6 4
        internal_count=100 50
        cat_boundaries=0 1
        cat_threshold=10
        is_linear=0
        shrinkage=0.1

        Tree=1
        num_leaves=2
        num_cat=0
        split_feature=2
        split_gain=3
        threshold=2
        decision_type=0
        left_child=-1
        right_child=-2
        leaf_value=-0.25 0.25
        leaf_weight=1 2
        leaf_count=70 30
        internal_value=0
        internal_weight=3
        internal_count=100
        is_linear=0
        shrinkage=0.1

        end of trees

        feature_importances:
        age=1

        parameters:
        [boosting: gbdt]
        end of parameters

        pandas_categorical:null
        """;

    static readonly string _zerosLeft = Small.Replace("threshold=2\ndecision_type=0", "threshold=-2\ndecision_type=6");
    static readonly string _zerosRight = Small.Replace("threshold=2\ndecision_type=0", "threshold=2\ndecision_type=4");

    [Theory]
    [InlineData(30, 1, 0, 0.25)]
    [InlineData(30, 3, 3, 0.75)]
    [InlineData(31, 3, 0, -1.25)]
    [InlineData(double.NaN, 1, 0, 0.25)]
    [InlineData(30, 2, 0, 1.75)]
    [InlineData(30, double.NaN, 0, 1.75)]
    [InlineData(30, -5, 0, 1.75)]
    [InlineData(30, 64, 0, 1.75)]
    [InlineData(30, 1, double.NaN, 0.25)]
    public void A_row_goes_where_LightGBM_sends_it(double age, double source, double visits, double score)
    {
        var model = Read(Small).Model;
        Assert.Equal(score, model.Predict([age, source, visits]).Score);
        Assert.Equal((0.4 * 0.5) + (0.5 * 2) - 0.1 - (0.7 * 0.25) + (0.3 * 0.25), model.Bias, 1e-12);
        Assert.Equal([4, 8, 3], model.FeatureImportance(ImportanceKind.Gain));
    }

    [Theory]
    [InlineData(-3, true, true)]
    [InlineData(-2, true, true)]
    [InlineData(-1, false, true)]
    [InlineData(-1e-34, false, true)]
    [InlineData(-1e-36, true, false)]
    [InlineData(0, true, false)]
    [InlineData(1e-36, true, false)]
    [InlineData(1e-34, false, true)]
    [InlineData(double.NaN, true, false)]
    [InlineData(2, false, true)]
    [InlineData(2.5, false, false)]
    public void Zeros_go_where_the_missing_go(double visits, bool leftOfMinusTwo, bool leftOfTwo)
    {
        Assert.Equal(leftOfMinusTwo ? 0.25 : 0.75, Read(_zerosLeft).Model.Predict([30, 1, visits]).Score);
        Assert.Equal(leftOfTwo ? 0.25 : 0.75, Read(_zerosRight).Model.Predict([30, 1, visits]).Score);
    }

    [Fact]
    public void Comparisons_that_stand_for_one_explain_as_one()
    {
        var (one, three) = (Read(Small).Model, Read(_zerosRight).Model);
        Assert.Equal(one.Bias, three.Bias);
        Assert.Equal(one.Explain([31, 3, 3]).Values.ToArray(), three.Explain([31, 3, 3]).Values.ToArray());
    }

    [Fact]
    public void A_probability_with_a_steeper_sigmoid_keeps_its_log_odds() =>
        Assert.Equal(3.5, Read(Small.Replace("sigmoid:1", "sigmoid:2")).Model.Predict([30, 2, 0]).Score);

    [Fact]
    public void A_leaf_without_examples_gets_a_tiny_share_and_is_reported()
    {
        var (model, remarks) = Read(Small.Replace("leaf_count=40 50 10", "leaf_count=40 60 0"));
        Assert.Equal(["1 leaves have no cover in the LightGBM model; for contributions each counts as 1E-09 of what is above it."], remarks);
        Assert.Equal((0.4 * 0.5) + (0.6 * 2) - 0.1, model.Bias, 1e-8);
    }

    [Theory]
    [InlineData("tree\nversion", "forest\nversion", "it does not start with the line 'tree', as the text of a model does")]
    [InlineData("end of trees", "end of", "it ends before the line 'end of trees'")]
    [InlineData("num_class=1", "classes=1", "it has no num_class")]
    [InlineData("max_feature_idx=2", "max_feature_idx=3", "its last feature is number 3; it names 3 features and describes 3")]
    [InlineData("[18:90] 0:1:2:3", "0:1:2:3", "its last feature is number 2; it names 3 features and describes 2")]
    [InlineData("age source", "age age", "its features make no schema (Feature 1 is named 'age' as is feature 0; give every feature its own name)")]
    [InlineData("sigmoid:1", "sigmoid:-1", "its objective has sigmoid:-1, which must be a number above 0")]
    [InlineData("num_leaves=3", "num_leaves=4", "tree 0 has 3 numbers as leaf_value; 4 belong there")]
    [InlineData("num_leaves=3", "num_leaves=-3", "tree 0 has -3 leaves; 1 to 32768 can be read")]
    [InlineData("num_leaves=3", "num_leaves=2000000000", "tree 0 has 2000000000 leaves; 1 to 32768 can be read")]
    [InlineData("num_leaves=3", "num_leaves=many", "tree 0 has 'many' as num_leaves, where a number belongs")]
    [InlineData("num_cat=1", "num_cat=2", "tree 0 has 2 numbers as cat_boundaries; 3 belong there")]
    [InlineData("split_feature=1 0", "split_feature=1 3", "tree 0, node 1 tests feature 3 of 3")]
    [InlineData("split_feature=1 0", "split_feature=1 -1", "tree 0, node 1 tests feature -1 of 3")]
    [InlineData("split_feature=1 0", "split_feature=1 1", "tree 0, node 1 compares feature 1 with 30, and the feature is categorical")]
    [InlineData("left_child=1 -1", "left_child=0 -1", "tree 0 comes to its node 0 more than once")]
    [InlineData("left_child=1 -1", "left_child=2 -1", "tree 0 names a child 2 at node 0 and has 2 inner nodes")]
    [InlineData("left_child=1 -1", "left_child=-4 -1", "tree 0 names a child -4 at node 0 and has 2 inner nodes")]
    [InlineData("left_child=1 -1", "left_child=1.5 -1", "tree 0 has 1.5 at node 0, where a whole number belongs")]
    [InlineData("leaf_value=0.5 2 -1", "leaf_value=0.5 nan -1", "tree 0, node 3 is a leaf of value NaN")]
    [InlineData("leaf_value=0.5 2 -1", "leaf_value=0.5 -inf -1", "tree 0, node 3 is a leaf of value -Infinity")]
    [InlineData("leaf_value=0.5 2 -1", "leaf_value=0.5 1e400 -1", "tree 0, node 3 is a leaf of value Infinity")]
    [InlineData("leaf_value=0.5 2 -1", "leaf_value=0.5 1e299 -1", "its trees add up to scores of 1E+299")]
    [InlineData("leaf_count=40 50 10", "leaf_count=40 -50 10", "tree 0, node 3 is a leaf of cover -50")]
    [InlineData("split_gain=8 4", "split_gain=nan 4", "tree 0, node 0 has a gain of NaN")]
    [InlineData("threshold=0 30", "threshold=1 30", "tree 0 has 1 sets of categories; node 0 wants number 1")]
    [InlineData("threshold=0 30", "threshold=0 nan", "tree 0, node 1 has a threshold that is no number")]
    [InlineData("decision_type=1 10", "decision_type=1 14", "tree 0 has the unknown decision_type 14 at node 1")]
    [InlineData("cat_boundaries=0 1", "cat_boundaries=0 2", "tree 0 has 1 words of categories; set 0 takes those from 0 to 2")]
    [InlineData("cat_threshold=10", "cat_threshold=-1", "tree 0 has the word -1 among its categories")]
    [InlineData("leaf_count=40 50 10\n", "", "tree 0 has no leaf_count")]
    public void What_is_wrong_is_named(string right, string wrong, string what)
    {
        Assert.Contains(right, Small, StringComparison.Ordinal);
        var at = Small.IndexOf(right, StringComparison.Ordinal);
        var refusal = Assert.Throws<InvalidDataException>(() => Read(Small[..at] + wrong + Small[(at + right.Length)..]));
        Assert.Equal($"The LightGBM model cannot be read: {what}. Save it again with LightGBM, or retrain.", refusal.Message);
    }

    [Theory]
    [InlineData("is_linear=0", "is_linear=1", "tree 0 has linear functions in its leaves, which this engine does not have. Train one without linear_tree.")]
    [InlineData("num_class=1", "num_class=3", "it has more than one class, which this engine does not have. Train one model for each.")]
    [InlineData("objective=binary sigmoid:1\n", "", "its objective is '', which this engine does not have. Train one with binary, cross_entropy, regression or poisson.")]
    [InlineData("binary sigmoid:1", "regression sqrt", "its objective is 'regression sqrt', which this engine does not have. Train one with binary, cross_entropy, regression or poisson.")]
    public void What_this_engine_does_not_have_is_named(string right, string wrong, string why)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => Read(Small.Replace(right, wrong)));
        Assert.Equal($"The LightGBM model cannot be read: {why}", refusal.Message);
    }

    [Fact]
    public void Damage_of_any_kind_is_refused_or_leaves_a_whole_model()
    {
        ForeignDamage.AssertHarmless(Encoding.UTF8.GetBytes(Small), stream => LightGbmModelFile.Read(stream));
        ForeignDamage.AssertHarmless(Encoding.UTF8.GetBytes(_zerosRight), stream => LightGbmModelFile.Read(stream));
    }

    static ImportedModel Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return LightGbmModelFile.Read(stream);
    }
}
