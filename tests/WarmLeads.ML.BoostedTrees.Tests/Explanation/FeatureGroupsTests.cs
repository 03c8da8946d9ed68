namespace WarmLeads.ML.BoostedTrees.Tests;

public class FeatureGroupsTests
{
    static readonly FeatureGroups s_groups = new(Some.Schema, feature => feature.Name is "source" or "campaign" ? "origin" : feature.Name is "visits" ? "visits" : "rest");

    [Fact]
    public void Families_stand_in_the_order_of_their_first_feature()
    {
        Assert.Equal(["rest", "visits", "origin"], s_groups.Names);
        Assert.Equal([0, 1, 0, 2, 2], Enumerable.Range(0, 5).Select(feature => s_groups[feature]));
    }

    [Fact]
    public void Families_add_up_to_the_score_bit_for_bit_and_to_their_features()
    {
        var model = Some.Model();
        foreach (var row in Some.Rows(50))
        {
            var why = model.Explain(row);
            var sums = s_groups.Sum(why.Values);
            Assert.Equal(why.Values[3] + why.Values[4], sums[2]);
            Assert.Equal(why.Values[2] + why.Values[0], sums[0]);
            Assert.Equal(why.Score, sums[2] + sums[0] + why.Bias + sums[1]);
        }
    }

    [Fact]
    public void Interactions_of_families_add_up_line_by_line_bit_for_bit()
    {
        var model = Some.Model();
        foreach (var row in Some.Rows(50))
        {
            var sums = s_groups.Sum(model.Explain(row).Values);
            var table = s_groups.SumInteractions(model.ExplainInteractions(row).Values);
            for (var f = 0; f < 3; f++)
            {
                Assert.Equal(sums[f], table[(f * 3) + 2] + table[f * 3] + table[(f * 3) + 1]);
                Assert.Equal(table[f], table[f * 3]);
            }
        }
    }

    [Fact]
    public void A_family_without_a_name_and_a_wrong_width_are_refused()
    {
        Assert.Equal(
            "Feature 'age' is in a family without a name; give every family a name.",
            Assert.Throws<ArgumentException>(() => new FeatureGroups(Some.Schema, _ => "")).Message);
        Assert.Equal(
            "There are 3 contributions; the 5 features of the families have 5.",
            Assert.Throws<ArgumentException>(() => s_groups.Sum(new double[3])).Message);
        Assert.Equal(
            "There are 5 interaction values; the 5 features of the families have 25.",
            Assert.Throws<ArgumentException>(() => s_groups.SumInteractions(new double[5])).Message);
    }
}
