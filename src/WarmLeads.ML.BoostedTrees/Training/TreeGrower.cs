namespace WarmLeads.ML.BoostedTrees;

/// <summary>Grows one tree after another, always splitting the leaf that gains most.</summary>
/// <remarks>
/// Only the child with fewer examples is counted; the other's histogram is the parent's minus that. When the pool is
/// full, the open leaf with the least gain gives its histogram up and both its children are counted when it splits.
/// </remarks>
sealed unsafe class TreeGrower : IDisposable
{
    readonly BoostedTreeOptions _options;
    readonly SplitRules _rules;
    readonly HistogramLayout _layout;
    readonly HistogramPool _pool;
    readonly HistogramBuilder _builder;
    readonly SplitSearch _search;
    readonly TreeConstraints _constraints;
    readonly MonotoneOrder? _order;
    readonly List<GrowingNode> _nodes = [];
    SplitFinder? _finder;

    public TreeGrower(BinnedDataset data, BoostedTreeOptions options, SplitRules rules, RareBins rareBins, TreeConstraints constraints, int exampleCount, WorkCrew crew)
    {
        (_options, _rules, _constraints) = (options, rules, constraints);
        _order = constraints.Orders is null ? null : new MonotoneOrder();
        _layout = new HistogramLayout(data);
        _pool = new HistogramPool(_layout.WordCount, options.NumberOfLeaves + 1);
        _builder = new HistogramBuilder(data, _layout, crew);
        _search = new SplitSearch(data, _layout, rules, rareBins, constraints, crew);
        Partition = new RowPartition(data, exampleCount, crew);
    }

    /// <summary>The examples of the last tree, grouped by leaf.</summary>
    public RowPartition Partition { get; }

    /// <summary>Grows a tree.</summary>
    /// <param name="rows">Examples that the tree sees.</param>
    /// <param name="columns">Columns that the tree sees, ascending, at least one.</param>
    /// <param name="gradients">Packed gradients of the examples.</param>
    /// <returns>The nodes, the root first; only the root when nothing is worth a split. Valid until the next call.</returns>
    public List<GrowingNode> Grow(ReadOnlySpan<int> rows, int[] columns, GradientRounding gradients)
    {
        _builder.Use(columns, gradients.Words);
        _finder = _search.Use(columns, gradients);
        Partition.Reset(rows);
        _nodes.Clear();
        AddRoot(rows.Length, columns[0]);
        for (var leaves = 1; leaves < _options.NumberOfLeaves && BestLeaf() is { } leaf;)
        {
            leaves += Split(leaf, isLast: leaves + 1 == _options.NumberOfLeaves) ? 1 : 0;
        }

        foreach (var node in _nodes)
        {
            Release(node);
        }

        return _nodes;
    }

    public void Dispose()
    {
        _pool.Dispose();
        _builder.Dispose();
        Partition.Dispose();
    }

    void AddRoot(int count, int anyColumn)
    {
        var root = new GrowingNode { Scope = _constraints.Scope };
        _nodes.Add(root);
        root.Slot = _pool.Rent();
        var histogram = _pool.Words(root.Slot);
        _builder.Build(Partition.Rows, count, histogram);

        // Every column's bins add up to the same total.
        var end = anyColumn + 1 < _layout.Offsets.Length ? _layout.Offsets[anyColumn + 1] : _layout.WordCount;
        var word = 0L;
        for (var i = _layout.Offsets[anyColumn]; i < end; i++)
        {
            word += histogram[i];
        }

        root.Totals = TotalsOf(word, count, parentValue: null, extraL2: 0);
        _order?.Start(root.Totals.Value);
        if (MaySplit(root))
        {
            _search.Find(root, histogram);
        }
    }

    GrowingNode? BestLeaf()
    {
        GrowingNode? best = null;
        foreach (var node in _nodes)
        {
            if (node.IsLeaf && node.Best.Exists && (best is null || IsBefore(node, best)))
            {
                best = node;
            }
        }

        return best;
    }

    bool IsBefore(GrowingNode node, GrowingNode other) =>
        _options.Growth == TreeGrowth.DepthWise && node.Depth != other.Depth
            ? node.Depth < other.Depth
            : node.Best.Gain > other.Best.Gain;

    // False when the split broke the limit on examples after all; the leaf then has its next best split.
    bool Split(GrowingNode node, bool isLast)
    {
        var split = node.Best;
        var left = Partition.Split(node.Start, node.Count, split, node.WideSet);
        var right = node.Count - left;
        if (Math.Min(left, right) < _rules.MinimumCount)
        {
            FindAnother(node);
            return false;
        }

        var value = node.Totals.Value;
        var scope = node.Scope?.Below(split.Column);
        var leftNode = new GrowingNode
        {
            Index = _nodes.Count,
            Scope = scope,
            Start = node.Start,
            Depth = node.Depth + 1,
            ExtraL2 = split.ExtraL2,
            Totals = TotalsOf(split.LeftWord, left, value, split.ExtraL2),
        };
        var rightNode = new GrowingNode
        {
            Index = _nodes.Count + 1,
            Scope = scope,
            Start = node.Start + left,
            Depth = node.Depth + 1,
            ExtraL2 = split.ExtraL2,
            Totals = TotalsOf(node.Totals.Word - split.LeftWord, right, value, split.ExtraL2),
        };
        (node.Left, node.Right) = (_nodes.Count, _nodes.Count + 1);
        _nodes.Add(leftNode);
        _nodes.Add(rightNode);
        PutInOrder(node, leftNode, rightNode);
        if (!isLast)
        {
            SearchChildren(node, left <= right ? leftNode : rightNode, left <= right ? rightNode : leftNode);
        }

        Release(node);
        SearchAgain(leftNode, isLast);
        return true;
    }

    // Gives the children values that keep the order of the tree, and the limits that follow from their sibling and the rest.
    void PutInOrder(GrowingNode node, GrowingNode left, GrowingNode right)
    {
        if (_order is null)
        {
            return;
        }

        var limits = node.Totals.Limits;
        var (leftValue, rightValue) = _order.Split(
            node.Index, node.Best.Order, limits.Clamp(left.Totals.Value), limits.Clamp(right.Totals.Value));
        left.Totals = Limited(left, leftValue);
        right.Totals = Limited(right, rightValue);
    }

    NodeTotals Limited(GrowingNode node, double value)
    {
        var (word, limits) = (node.Totals.Word, _order!.LimitsOf(node.Index));
        return node.Totals with
        {
            Value = value,
            Limits = limits,
            Worth = limits.Exist || value != node.Totals.Value
                ? _rules.WorthOfLimited(value, _finder!.Gradient(word), _finder.Hessian(word), _rules.L2)
                : node.Totals.Worth,
        };
    }

    // New leaves may have moved the limits of others, and with them their best splits. A leaf once found without one stays one.
    void SearchAgain(GrowingNode firstNew, bool isLast)
    {
        if (_order is null || isLast)
        {
            return;
        }

        for (var i = 0; i < firstNew.Index; i++)
        {
            var node = _nodes[i];
            if (node.IsLeaf && node.Best.Exists && _order.LimitsOf(i) is var limits && limits != node.Totals.Limits)
            {
                node.Totals = Limited(node, node.Totals.Value);
                Search(node);
            }
        }
    }

    void Search(GrowingNode node)
    {
        if (node.Slot < 0)
        {
            SearchDirectly(node, search: true);
            return;
        }

        _search.Find(node, _pool.Words(node.Slot));
        ReleaseUnlessOpen(node);
    }

    void SearchChildren(GrowingNode parent, GrowingNode smaller, GrowingNode larger)
    {
        var (searchSmaller, searchLarger) = (MaySplit(smaller), MaySplit(larger));
        if (!searchSmaller && !searchLarger)
        {
            return;
        }

        if (parent.Slot < 0)
        {
            SearchDirectly(smaller, searchSmaller);
            SearchDirectly(larger, searchLarger);
            return;
        }

        smaller.Slot = RentFor(parent);
        (larger.Slot, parent.Slot) = (parent.Slot, -1);
        var smallerHistogram = _pool.Words(smaller.Slot);
        _builder.Build(Partition.Rows + smaller.Start, smaller.Count, smallerHistogram);
        _search.FindBoth(searchSmaller ? smaller : null, smallerHistogram, searchLarger ? larger : null, _pool.Words(larger.Slot));
        ReleaseUnlessOpen(smaller);
        ReleaseUnlessOpen(larger);
    }

    void SearchDirectly(GrowingNode node, bool search)
    {
        if (!search)
        {
            return;
        }

        node.Slot = RentFor(node);
        var histogram = _pool.Words(node.Slot);
        _builder.Build(Partition.Rows + node.Start, node.Count, histogram);
        _search.Find(node, histogram);
        ReleaseUnlessOpen(node);
    }

    // Estimates of counts are per node, so asking for twice as many leaves every true count a wider margin.
    void FindAnother(GrowingNode node)
    {
        node.Totals = node.Totals with { LeastCount = node.Totals.LeastCount * 2 };
        if (node.Totals.LeastCount * 2 <= node.Count)
        {
            Search(node);
            return;
        }

        node.Best = default;
        Release(node);
    }

    int RentFor(GrowingNode inUse)
    {
        var slot = _pool.Rent();
        if (slot >= 0)
        {
            return slot;
        }

        GrowingNode? least = null;
        foreach (var node in _nodes)
        {
            if (node.Slot >= 0 && !ReferenceEquals(node, inUse) && (least is null || node.Best.Gain < least.Best.Gain))
            {
                least = node;
            }
        }

        slot = least!.Slot;
        least.Slot = -1;
        return slot;
    }

    bool MaySplit(GrowingNode node) =>
        node.Count >= 2L * _rules.MinimumCount && (_options.MaximumDepth == 0 || node.Depth < _options.MaximumDepth);

    NodeTotals TotalsOf(long word, int count, double? parentValue, double extraL2)
    {
        var (gradient, hessian, l2) = (_finder!.Gradient(word), _finder.Hessian(word), _rules.L2 + extraL2);
        var value = parentValue is { } parent
            ? _rules.Value(gradient, hessian, count, parent, l2)
            : _rules.FreeValue(gradient, hessian, l2);
        return new NodeTotals(word, count, value, _rules.WorthOf(value, gradient, hessian, _rules.L2), _rules.MinimumCount);
    }

    void ReleaseUnlessOpen(GrowingNode node)
    {
        if (!node.Best.Exists)
        {
            Release(node);
        }
    }

    void Release(GrowingNode node)
    {
        _pool.Return(node.Slot);
        node.Slot = -1;
    }
}
