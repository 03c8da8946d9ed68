namespace WarmLeads.ML.BoostedTrees;

/// <summary>Keeps the leaves of one tree in the order that its splits on monotone features ask for.</summary>
/// <remarks>
/// At every such split all leaves of the lower side stay at or below all leaves of the higher side. So a leaf lies between
/// the highest leaf of the sides below it and the lowest of those above it, and whatever two values between these its
/// children get, in order if the split asks for one, the order of the whole tree holds again. Nodes go by the grower's index.
/// Source: Auguste, Malory and Smirnov 2020, "A better method to enforce monotonic constraints in regression and
/// classification trees" (there the "intermediate" method, with all leaves of a side taken for neighbours).
/// </remarks>
sealed class MonotoneOrder
{
    readonly List<Node> _nodes = [];

    /// <summary>Begins a tree with the value of its root.</summary>
    public void Start(double value)
    {
        _nodes.Clear();
        _nodes.Add(new Node(-1, value));
    }

    /// <summary>The limits of a leaf, from the present values of the others.</summary>
    public ValueLimits LimitsOf(int leaf)
    {
        var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var (child, at) = (leaf, _nodes[leaf].Parent); at >= 0; (child, at) = (at, _nodes[at].Parent))
        {
            var node = _nodes[at];
            if (node.Order == 0)
            {
                continue;
            }

            var sibling = _nodes[child == node.Left ? node.Left + 1 : node.Left];
            if (child == node.Left == node.Order > 0)
            {
                high = Math.Min(high, sibling.Lowest);
            }
            else
            {
                low = Math.Max(low, sibling.Highest);
            }
        }

        return new ValueLimits(low, high);
    }

    /// <summary>Splits a leaf into the next two nodes.</summary>
    /// <param name="leaf">The leaf.</param>
    /// <param name="order">1: the left child at or below the right one; -1: at or above; 0: as they come.</param>
    /// <param name="left">Value of the left child, within the limits of the leaf.</param>
    /// <param name="right">Value of the right child, likewise.</param>
    /// <returns>The values; both the mean of the two where they were out of order.</returns>
    public (double Left, double Right) Split(int leaf, int order, double left, double right)
    {
        if ((order > 0 && left > right) || (order < 0 && left < right))
        {
            left = right = (left / 2) + (right / 2);
        }

        (_nodes[leaf].Left, _nodes[leaf].Order) = (_nodes.Count, order);
        _nodes.Add(new Node(leaf, left));
        _nodes.Add(new Node(leaf, right));
        for (var at = leaf; at >= 0; at = _nodes[at].Parent)
        {
            var node = _nodes[at];
            var (first, second) = (_nodes[node.Left], _nodes[node.Left + 1]);
            (node.Lowest, node.Highest) = (Math.Min(first.Lowest, second.Lowest), Math.Max(first.Highest, second.Highest));
        }

        return (left, right);
    }

    sealed class Node(int parent, double value)
    {
        public int Parent => parent;

        public int Left { get; set; }

        public int Order { get; set; }

        public double Lowest { get; set; } = value;

        public double Highest { get; set; } = value;
    }
}
