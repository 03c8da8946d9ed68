namespace WarmLeads.ML.BoostedTrees.Tests;

public class TreeGrowthTests
{
    [Fact]
    public void With_leaves_enough_for_a_depth_both_ways_grow_the_same_full_trees()
    {
        var options = Some.Options with { MaximumDepth = 4, NumberOfLeaves = 16, MinimumExampleCountPerLeaf = 1 };
        var data = Some.Table(rowCount: 3000);
        var (leafWise, depthWise) = (new BoostedTreeTrainer(options).Fit(data), new BoostedTreeTrainer(options with { Growth = TreeGrowth.DepthWise }).Fit(data));
        Assert.Equal(Some.Bytes(leafWise), Some.Bytes(depthWise));
        Assert.Contains(depthWise.Forest.Trees, tree => tree.Count(node => node.IsLeaf) == 16);
    }

    [Fact]
    public void Depth_wise_a_level_is_filled_before_the_next_one_begins()
    {
        var options = Some.Options with { NumberOfLeaves = 12, MinimumExampleCountPerLeaf = 1, MinimumHessianPerLeaf = 0, NumberOfTrees = 10 };
        var data = Some.Table(rowCount: 4000);
        var depths = new BoostedTreeTrainer(options with { Growth = TreeGrowth.DepthWise }).Fit(data).Forest.Trees.Select(LeafDepths).ToList();
        Assert.All(depths, tree => Assert.Equal([3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4], tree.Order()));
        Assert.Contains(new BoostedTreeTrainer(options).Fit(data).Forest.Trees.Select(LeafDepths), tree => tree.Max() > 4);
    }

    [Fact]
    public void Within_a_level_the_leaf_that_gains_most_goes_first()
    {
        var data = Some.Table(rowCount: 4000);
        var options = Some.Options with { Growth = TreeGrowth.DepthWise, NumberOfTrees = 1, MinimumExampleCountPerLeaf = 1 };
        var full = new BoostedTreeTrainer(options with { NumberOfLeaves = 8 }).Fit(data).Forest.Trees[0];
        var six = new BoostedTreeTrainer(options with { NumberOfLeaves = 6 }).Fit(data).Forest.Trees[0];
        double[] GainsAtDepth(TreeNode[] tree, int depth) => [.. tree.Where((node, i) => !node.IsLeaf && DepthOf(tree, i) == depth).Select(node => node.Gain)];
        Assert.Equal(GainsAtDepth(full, 2).OrderDescending().Take(2), GainsAtDepth(six, 2).OrderDescending());
    }

    static int[] LeafDepths(TreeNode[] tree) => [.. Enumerable.Range(0, tree.Length).Where(i => tree[i].IsLeaf).Select(i => DepthOf(tree, i))];

    static int DepthOf(TreeNode[] tree, int node)
    {
        var (at, depth) = (0, 0);
        for (; at != node; depth++)
        {
            at = node >= tree[at].Right ? tree[at].Right : at + 1;
        }

        return depth;
    }
}
