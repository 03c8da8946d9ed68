namespace WarmLeads.ML.BoostedTrees.Tests;

public class InteractionTests
{
    [Theory]
    [InlineData(Objective.LogLoss, TreeGrowth.LeafWise)]
    [InlineData(Objective.SquaredError, TreeGrowth.DepthWise)]
    [InlineData(Objective.Hazard, TreeGrowth.LeafWise)]
    public void All_features_on_a_path_share_a_group_and_one_in_no_group_acts_alone(Objective objective, TreeGrowth growth)
    {
        string[][] groups = [["age", "visits", "campaign"], ["visits", "source"]];
        var options = Some.Options with { Objective = objective, Growth = growth, NumberOfTrees = 60, NumberOfLeaves = 16 };
        var data = Some.Data(objective, rowCount: 1500);
        var model = new BoostedTreeTrainer(options with { InteractionGroups = groups }).Fit(data);
        var paths = Paths(model);
        Assert.All(paths, path => Assert.True(path.Count <= 1 || groups.Any(path.IsSubsetOf), string.Join(", ", path)));
        Assert.Contains(paths, path => path.SetEquals(groups[0]));
        Assert.Contains(paths, path => path.SetEquals(groups[1]));
        Assert.Contains(paths, path => path.SetEquals(["noise"]));

        var free = Paths(new BoostedTreeTrainer(options).Fit(data));
        Assert.Contains(free, path => path.IsSupersetOf(["age", "source"]));
    }

    [Fact]
    public void Groups_of_one_give_a_sum_of_functions_of_one_feature()
    {
        var options = Some.Options with { InteractionGroups = [["age"]] };
        var model = new BoostedTreeTrainer(options).Fit(Some.Table());
        var rows = Some.Rows(40);
        for (var i = 3; i < rows.Length - 1; i++)
        {
            var (a, b) = (rows[i], rows[i + 1]);
            for (var feature = 0; feature < a.Length; feature++)
            {
                double Change(double[] row)
                {
                    var (first, second) = ((double[])row.Clone(), (double[])row.Clone());
                    (first[feature], second[feature]) = (a[feature], b[feature]);
                    return model.Predict(second).Score - model.Predict(first).Score;
                }

                Assert.Equal(Change(a), Change(b), 1e-9);
            }
        }
    }

    [Fact]
    public void A_group_of_all_features_changes_nothing()
    {
        var all = Some.Schema.Select(feature => feature.Name).ToArray();
        Assert.Equal(Some.Bytes(Some.Model()), Some.Bytes(Some.Model(Some.Options with { InteractionGroups = [["age"], all] })));
    }

    [Fact]
    public void A_feature_that_does_not_exist_is_named() =>
        Assert.Equal(
            "InteractionGroups names 'agee', which is no feature of the data; correct the name or leave it out.",
            Assert.Throws<ArgumentException>(() => Some.Model(Some.Options with { InteractionGroups = [["visits", "agee"]] })).Message);

    // The features on the way to each leaf.
    static List<HashSet<string>> Paths(BoostedTreeModel model)
    {
        var paths = new List<HashSet<string>>();
        void Walk(TreeNode[] tree, int at, HashSet<string> path)
        {
            if (tree[at].IsLeaf)
            {
                paths.Add(path);
                return;
            }

            var below = new HashSet<string>(path, StringComparer.Ordinal) { model.Schema[tree[at].Feature].Name };
            Walk(tree, at + 1, below);
            Walk(tree, tree[at].Right, below);
        }

        foreach (var tree in model.Forest.Trees)
        {
            Walk(tree, 0, new HashSet<string>(StringComparer.Ordinal));
        }

        return paths;
    }
}
