using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>A grown tree in pre-order, with the values of its leaves; walks binned rows.</summary>
sealed class GrownTree
{
    readonly BinnedNode[] _nodes;

    GrownTree(BinnedNode[] nodes, int[] order, (int Start, int Count)[] leaves)
    {
        (_nodes, Order, Leaves) = (nodes, order, leaves);
        LeafValues = new double[leaves.Length];
    }

    /// <summary>The nodes in pre-order.</summary>
    public ReadOnlySpan<BinnedNode> Nodes => _nodes;

    /// <summary>Index among the grower's nodes of each node.</summary>
    public int[] Order { get; }

    /// <summary>Where each leaf's examples lie in the partition.</summary>
    public (int Start, int Count)[] Leaves { get; }

    /// <summary>What each leaf adds to the score.</summary>
    public double[] LeafValues { get; }

    /// <summary>Puts the grower's nodes into pre-order.</summary>
    public static GrownTree From(List<GrowingNode> nodes)
    {
        var order = new List<int>();
        var rights = new int[nodes.Count];
        var open = new Stack<(int Node, int Parent)>();
        open.Push((0, -1));
        while (open.TryPop(out var next))
        {
            if (next.Parent >= 0)
            {
                rights[next.Parent] = order.Count;
            }

            var place = order.Count;
            order.Add(next.Node);
            if (!nodes[next.Node].IsLeaf)
            {
                open.Push((nodes[next.Node].Right, place));
                open.Push((nodes[next.Node].Left, -1));
            }
        }

        var leaves = new List<(int Start, int Count)>();
        var ordered = new BinnedNode[order.Count];
        for (var i = 0; i < ordered.Length; i++)
        {
            var node = nodes[order[i]];
            ordered[i] = new BinnedNode(node.IsLeaf ? default : node.Best, rights[i], node.IsLeaf ? leaves.Count : -1, node.IsLeaf ? null : node.WideSet);
            if (node.IsLeaf)
            {
                leaves.Add((node.Start, node.Count));
            }
        }

        return new GrownTree(ordered, [.. order], [.. leaves]);
    }

    /// <summary>The leaf of a binned row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int LeafOf(BinnedDataset data, int row)
    {
        var at = 0;
        while (_nodes[at].Right != 0)
        {
            ref readonly var node = ref _nodes[at];
            at = node.GoesLeft(data.BinOf(node.Split.Column, row)) ? at + 1 : node.Right;
        }

        return _nodes[at].Leaf;
    }
}
