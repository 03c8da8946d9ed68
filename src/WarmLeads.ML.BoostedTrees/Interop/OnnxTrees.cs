namespace WarmLeads.ML.BoostedTrees;

/// <summary>A forest as the node TreeEnsembleRegressor of ONNX has it: one list per property, one entry per node.</summary>
/// <remarks>
/// A set of categories becomes a chain of comparisons, one per code: where a code fits the row leaves to the one side,
/// behind the last one it goes to the other. The subtree of the first side is shared by the whole chain, as other
/// converters have it and ONNX Runtime expects it.
/// </remarks>
sealed class OnnxTrees
{
    const string AtMost = "BRANCH_LEQ", Equal = "BRANCH_EQ", Leaf = "LEAF";

    readonly Forest _forest;
    int _tree;

    public OnnxTrees(Forest forest)
    {
        _forest = forest;

        // A regressor needs a tree.
        TreeNode[] nothing = [new TreeNode(0, 0, -1, MissingLeft: false, 0, 0, Cover: 1, Gain: 0, Count: 1)];
        TreeNode[][] trees = forest.Trees.Length > 0 ? forest.Trees : [nothing];
        for (; _tree < trees.Length; _tree++)
        {
            Add(trees[_tree]);
        }
    }

    /// <summary>nodes_treeids.</summary>
    public List<long> TreeIds { get; } = [];

    /// <summary>nodes_nodeids: from 0 within each tree, the root first.</summary>
    public List<long> NodeIds { get; } = [];

    /// <summary>nodes_featureids.</summary>
    public List<long> FeatureIds { get; } = [];

    /// <summary>nodes_modes.</summary>
    public List<string> Modes { get; } = [];

    /// <summary>nodes_values: what is compared with.</summary>
    public List<double> Values { get; } = [];

    /// <summary>nodes_truenodeids.</summary>
    public List<long> TrueIds { get; } = [];

    /// <summary>nodes_falsenodeids.</summary>
    public List<long> FalseIds { get; } = [];

    /// <summary>nodes_missing_value_tracks_true.</summary>
    public List<long> MissingIsTrue { get; } = [];

    /// <summary>target_treeids.</summary>
    public List<long> LeafTreeIds { get; } = [];

    /// <summary>target_nodeids.</summary>
    public List<long> LeafNodeIds { get; } = [];

    /// <summary>target_weights.</summary>
    public List<double> LeafValues { get; } = [];

    void Add(TreeNode[] tree)
    {
        // Where each node's first comparison stands; a set takes as many places as it has codes.
        var tests = Array.ConvertAll(tree, node => node.Set >= 0 ? new CategoryTest(_forest.Sets[node.Set]) : null);
        var ids = new long[tree.Length + 1];
        for (var i = 0; i < tree.Length; i++)
        {
            ids[i + 1] = ids[i] + (tests[i]?.Length ?? 1);
        }

        for (var i = 0; i < tree.Length; i++)
        {
            var node = tree[i];
            var (left, right) = node.IsLeaf ? (0, 0) : (ids[i + 1], ids[node.Right]);
            if (node.IsLeaf)
            {
                Add(ids[i], 0, Leaf, 0, 0, 0, missingIsTrue: false);
                LeafTreeIds.Add(_tree);
                LeafNodeIds.Add(ids[i]);
                LeafValues.Add(node.Value);
            }
            else if (tests[i] is { } test)
            {
                AddChain(ids[i], node.Feature, test, test.ListedLeft ? left : right, test.ListedLeft ? right : left);
            }
            else
            {
                Add(ids[i], node.Feature, AtMost, node.Threshold, left, right, node.MissingLeft);
            }
        }
    }

    void AddChain(long id, int feature, CategoryTest test, long listed, long others)
    {
        if (test.Codes.Length == 0)
        {
            // Every code is at most infinity: only the missing are left to part.
            Add(id, feature, AtMost, double.PositiveInfinity, others, listed, !test.MissingIsListed);
            return;
        }

        for (var i = 0; i < test.Codes.Length; i++)
        {
            var next = i + 1 < test.Codes.Length ? id + i + 1 : others;
            Add(id + i, feature, Equal, test.Codes[i], listed, next, i == 0 && test.MissingIsListed);
        }
    }

    void Add(long id, int feature, string mode, double value, long isTrue, long isFalse, bool missingIsTrue)
    {
        TreeIds.Add(_tree);
        NodeIds.Add(id);
        FeatureIds.Add(feature);
        Modes.Add(mode);
        Values.Add(value);
        TrueIds.Add(isTrue);
        FalseIds.Add(isFalse);
        MissingIsTrue.Add(missingIsTrue ? 1 : 0);
    }
}
