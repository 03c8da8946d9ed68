using System.Numerics;

namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>Shapley values by their definition: every subset of the features, every tree's expectation.</summary>
static class BruteForceShapley
{
    public static double[] Explain(Forest forest, double[] row)
    {
        var count = forest.Schema.Count;
        var values = new double[1 << count];
        for (var subset = 0; subset < values.Length; subset++)
        {
            values[subset] = forest.Trees.Sum(tree => Expectation(forest, tree, 0, row, subset));
        }

        var contributions = new double[count];
        for (var feature = 0; feature < count; feature++)
        {
            for (var subset = 0; subset < values.Length; subset++)
            {
                if ((subset & (1 << feature)) == 0)
                {
                    var size = BitOperations.PopCount((uint)subset);
                    var weight = Factorial(size) * Factorial(count - size - 1) / Factorial(count);
                    contributions[feature] += weight * (values[subset | (1 << feature)] - values[subset]);
                }
            }
        }

        return contributions;
    }

    /// <summary>A tree's expectation when the features of the subset follow the row and the others follow the covers.</summary>
    public static double Expectation(Forest forest, TreeNode[] tree, int at, double[] row, int subset)
    {
        var node = tree[at];
        if (node.IsLeaf)
        {
            return node.Value;
        }

        if ((subset & (1 << node.Feature)) != 0)
        {
            return Expectation(forest, tree, forest.GoesLeft(node, row) ? at + 1 : node.Right, row, subset);
        }

        return ((tree[at + 1].Cover * Expectation(forest, tree, at + 1, row, subset))
            + (tree[node.Right].Cover * Expectation(forest, tree, node.Right, row, subset))) / node.Cover;
    }

    static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);
}
