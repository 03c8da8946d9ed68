namespace WarmLeads.ML.BoostedTrees;

/// <summary>All trees of a model: the score of a row is the base score plus one leaf of each tree.</summary>
sealed class Forest
{
    Forest(FeatureSchema schema, ScoreGrid grid, double baseScore, TreeNode[][] trees, CategorySet[] sets, ForestLink link)
    {
        (Schema, Grid, BaseScore, Trees, Sets, Link) = (schema, grid, baseScore, trees, sets, link);
        Bias = grid.Round(baseScore + ExpectedLeaves());
    }

    /// <summary>The features.</summary>
    public FeatureSchema Schema { get; }

    /// <summary>What all values are multiples of.</summary>
    public ScoreGrid Grid { get; }

    /// <summary>The score before the first tree.</summary>
    public double BaseScore { get; }

    /// <summary>The trees, each in pre-order.</summary>
    public TreeNode[][] Trees { get; }

    /// <summary>The sets of the categorical nodes.</summary>
    public CategorySet[] Sets { get; }

    /// <summary>How the score is to be read.</summary>
    public ForestLink Link { get; }

    /// <summary>The mean score over the training examples, each tree's leaves weighted by cover.</summary>
    public double Bias { get; }

    /// <summary>Makes a forest of trees whose values may be any numbers: chooses the grid and rounds to it.</summary>
    public static Forest Create(FeatureSchema schema, double baseScore, IReadOnlyList<TreeNode[]> trees, CategorySet[] sets, ForestLink link = default)
    {
        var grid = ScoreGrid.For(Magnitude(baseScore, trees));
        var rounded = new TreeNode[trees.Count][];
        for (var i = 0; i < rounded.Length; i++)
        {
            rounded[i] = Array.ConvertAll(trees[i], node => node with { Value = grid.Round(node.Value) });
        }

        return new Forest(schema, grid, grid.Round(baseScore), rounded, sets, link);
    }

    /// <summary>Makes a forest whose values are known to lie on the grid.</summary>
    public static Forest OnGrid(
        FeatureSchema schema, ScoreGrid grid, double baseScore, TreeNode[][] trees, CategorySet[] sets, ForestLink link = default) =>
        new(schema, grid, baseScore, trees, sets, link);

    /// <summary>The largest absolute score the trees can give, or a little more.</summary>
    public static double Magnitude(double baseScore, IReadOnlyList<TreeNode[]> trees)
    {
        var sum = Math.Abs(baseScore);
        foreach (var tree in trees)
        {
            sum += tree.Max(node => Math.Abs(node.Value));
        }

        return sum;
    }

    /// <summary>True when a row goes left at an inner node.</summary>
    public bool GoesLeft(in TreeNode node, ReadOnlySpan<double> row)
    {
        var value = row[node.Feature];
        return node.Set >= 0 ? Sets[node.Set].Contains(value)
            : double.IsNaN(value) ? node.MissingLeft
            : value <= node.Threshold;
    }

    double ExpectedLeaves()
    {
        var sum = 0.0;
        foreach (var tree in Trees)
        {
            foreach (var node in tree)
            {
                sum += node.IsLeaf ? node.Value * (node.Cover / tree[0].Cover) : 0;
            }
        }

        return sum;
    }
}
