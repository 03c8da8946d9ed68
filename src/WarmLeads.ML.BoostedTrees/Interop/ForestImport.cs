namespace WarmLeads.ML.BoostedTrees;

/// <summary>Makes a forest of another engine's, and trusts nothing that the file says.</summary>
static class ForestImport
{
    // A share that moves no answer of another row, and keeps every ratio of covers finite.
    const double TinyShare = 1e-9;

    // Covers beyond these would leave the range of doubles when they are divided by each other.
    const double LeastCover = 1e-60, MostCover = 1e60;

    // Contributions cost time and memory in proportion to the depth.
    const int MaximumDepth = 512;

    // A shared child is written once for each parent; how far a tree may grow by that.
    const int MostCopies = 32;

    /// <summary>Checks and converts.</summary>
    /// <exception cref="InvalidDataException">The sentence says what is wrong, and where.</exception>
    public static ImportedModel Convert(ForeignForest foreign, IReadOnlyList<string> remarks)
    {
        var categories = new ForeignCategories(foreign);
        var schema = categories.Schema();
        var (baseScore, trees, withoutCover) = (foreign.BaseScore, new List<TreeNode[]>(), 0);
        for (var i = 0; i < foreign.Trees.Count; i++)
        {
            var tree = InPreOrder(foreign, i, categories);
            if (tree.Length == 1)
            {
                baseScore += tree[0].Value;
                continue;
            }

            withoutCover += Weigh(tree);
            trees.Add(tree);
        }

        var magnitude = Forest.Magnitude(baseScore, trees);
        if (!(magnitude < new ScoreGrid(ScoreGrid.CoarsestExponent).Reach))
        {
            throw foreign.Refuse($"its trees add up to scores of {magnitude}");
        }

        IReadOnlyList<string> all = withoutCover == 0 ? remarks :
        [
            .. remarks,
            $"{withoutCover} leaves have no cover in the {foreign.Source} model; for contributions each counts as {TinyShare} of what is above it.",
        ];
        try
        {
            return new ImportedModel(new BoostedTreeModel(Forest.Create(schema, baseScore, trees, categories.Sets, foreign.Link)), all);
        }
        catch (NotSupportedException tooMuch)
        {
            throw foreign.Refuse(tooMuch.Message.TrimEnd('.'));
        }
    }

    static TreeNode[] InPreOrder(ForeignForest foreign, int tree, ForeignCategories categories)
    {
        var source = foreign.Trees[tree];
        var hasShared = Array.Exists(source, node => node.SharesLeft || node.SharesRight);
        var most = Math.Min(ushort.MaxValue, hasShared ? (long)source.Length * MostCopies : source.Length);
        var nodes = new List<TreeNode>();
        var waiting = new Stack<(int Node, int Parent, int Depth, double Share)>();
        waiting.Push((0, -1, 0, 1));
        while (waiting.TryPop(out var next))
        {
            if (next.Node < 0 || next.Node >= source.Length)
            {
                throw foreign.Refuse($"tree {tree} names a node {next.Node} and has {source.Length} nodes");
            }

            if (nodes.Count == most || next.Depth > MaximumDepth)
            {
                throw foreign.Refuse(
                    nodes.Count == ushort.MaxValue || next.Depth > MaximumDepth
                        ? $"tree {tree} has more than {ushort.MaxValue} nodes or is deeper than {MaximumDepth}"
                        : hasShared ? $"tree {tree} sends zeros elsewhere than their neighbours in so many nodes that it grows {MostCopies}-fold"
                        : $"tree {tree} comes to its node {next.Node} more than once");
            }

            if (next.Parent >= 0)
            {
                nodes[next.Parent] = nodes[next.Parent] with { Right = nodes.Count };
            }

            var node = source[next.Node];
            if (node.IsLeaf)
            {
                nodes.Add(Leaf(foreign, node, tree, next.Node, next.Share));
                continue;
            }

            waiting.Push((node.Right, nodes.Count, next.Depth + 1, next.Share * (node.SharesRight ? 0.5 : 1)));
            waiting.Push((node.Left, -1, next.Depth + 1, next.Share * (node.SharesLeft ? 0.5 : 1)));
            nodes.Add(Inner(foreign, node, tree, next.Node, categories));
        }

        return [.. nodes];
    }

    static TreeNode Leaf(ForeignForest foreign, in ForeignNode node, int tree, int number, double share)
    {
        if (!double.IsFinite(node.Value))
        {
            throw foreign.Refuse($"tree {tree}, node {number} is a leaf of value {node.Value}");
        }

        if (!(node.Cover is >= 0 and <= MostCover))
        {
            throw foreign.Refuse($"tree {tree}, node {number} is a leaf of cover {node.Cover}");
        }

        var count = (long)Math.Clamp(node.Count, 1, int.MaxValue);
        return new TreeNode(0, 0, -1, MissingLeft: false, 0, node.Value, node.Cover >= LeastCover ? node.Cover * share : 0, Gain: 0, count);
    }

    static TreeNode Inner(ForeignForest foreign, in ForeignNode node, int tree, int number, ForeignCategories categories)
    {
        if (node.Feature < 0 || node.Feature >= foreign.FeatureNames.Length)
        {
            throw foreign.Refuse($"tree {tree}, node {number} tests feature {node.Feature} of {foreign.FeatureNames.Length}");
        }

        if (!double.IsFinite(node.Gain))
        {
            throw foreign.Refuse($"tree {tree}, node {number} has a gain of {node.Gain}");
        }

        var gain = Math.Max(0, node.Gain);
        if (node.Categories is not null)
        {
            return new TreeNode(
                node.Feature, 0, categories.NumberOf(node, tree, number), MissingLeft: false, 0, Value: 0, Cover: 0, gain, Count: 0);
        }

        if (double.IsNaN(node.Threshold))
        {
            throw foreign.Refuse($"tree {tree}, node {number} has a threshold that is no number");
        }

        return categories.IsCategorical(node.Feature)
            ? throw foreign.Refuse(
                $"tree {tree}, node {number} compares feature {node.Feature} with {node.Threshold}, and the feature is categorical")
            : new TreeNode(node.Feature, 0, -1, node.MissingLeft, node.Threshold, Value: 0, Cover: 0, gain, Count: 0);
    }

    // Sums of covers and counts from the leaves upwards, after leaves without cover got a tiny one; how many there were.
    static int Weigh(TreeNode[] tree)
    {
        AddUp(tree);
        var repaired = 0;
        tree[0] = tree[0] with { Cover = tree[0].Cover > 0 ? tree[0].Cover : 1 };
        for (var i = 0; i < tree.Length; i++)
        {
            if (tree[i].IsLeaf)
            {
                continue;
            }

            var (left, right) = (i + 1, tree[i].Right);
            var share = tree[i].Cover * (tree[left].Cover + tree[right].Cover > 0 ? TinyShare : 0.5);
            foreach (var child in (ReadOnlySpan<int>)[left, right])
            {
                if (tree[child].Cover == 0)
                {
                    tree[child] = tree[child] with { Cover = Math.Max(share, double.Epsilon) };
                    repaired += tree[child].IsLeaf ? 1 : 0;
                }
            }
        }

        AddUp(tree);
        return repaired;
    }

    static void AddUp(TreeNode[] tree)
    {
        for (var i = tree.Length - 1; i >= 0; i--)
        {
            if (!tree[i].IsLeaf)
            {
                var (left, right) = (tree[i + 1], tree[tree[i].Right]);
                tree[i] = tree[i] with { Cover = left.Cover + right.Cover, Count = left.Count + right.Count };
            }
        }
    }
}
