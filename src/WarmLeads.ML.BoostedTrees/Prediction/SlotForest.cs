namespace WarmLeads.ML.BoostedTrees;

/// <summary>A forest laid out for speed: rows become bytes once, and nodes of eight bytes compare bytes.</summary>
sealed class SlotForest
{
    readonly Dictionary<int, double[]> _thresholds = [];
    readonly Dictionary<(int Feature, int Chunk), (int MissingRight, int MissingLeft)> _numericSlots = [];
    readonly Dictionary<(int Feature, CategoryTable Table), int> _categorySlots = [];
    readonly List<Slot> _slots = [];

    public SlotForest(Forest forest)
    {
        BaseScore = forest.BaseScore;
        Width = forest.Schema.Count;
        Sets = Array.ConvertAll(forest.Sets, set => set.Bins);
        SetWords = MixedTest.WordsOf(Sets);
        CollectThresholds(forest);
        NumericSlotCount = _slots.Count;
        Nodes = new SlotNode[forest.Trees.Sum(tree => tree.Length)];
        Starts = new int[forest.Trees.Length];
        var (values, at) = (new List<double>(), 0);
        for (var i = 0; i < Starts.Length; i++)
        {
            Starts[i] = at;
            var tree = forest.Trees[i];
            MostNodes = Math.Max(MostNodes, tree.Length);
            for (var place = 0; place < tree.Length; place++)
            {
                Nodes[at + place] = Compile(tree[place], place, forest, values);
            }

            at += tree.Length;
        }

        (LeafValues, Slots) = ([.. values], [.. _slots]);
        BatchTrees = BatchTree.Of(this);
        if (Slots.Length > ushort.MaxValue + 1)
        {
            throw new NotSupportedException(
                $"The trees test {Slots.Length} different features and sides; at most 65536 can be scored. Train with fewer features.");
        }
    }

    /// <summary>The score before the first tree.</summary>
    public double BaseScore { get; }

    /// <summary>Features of a row.</summary>
    public int Width { get; }

    /// <summary>What a row is turned into.</summary>
    public Slot[] Slots { get; }

    /// <summary>How many of them are numeric; those come first.</summary>
    public int NumericSlotCount { get; }

    /// <summary>The nodes of all trees.</summary>
    public SlotNode[] Nodes { get; }

    /// <summary>The root of each tree.</summary>
    public int[] Starts { get; }

    /// <summary>Nodes of the largest tree.</summary>
    public int MostNodes { get; }

    /// <summary>The trees as a batch sees them.</summary>
    public BatchTree[] BatchTrees { get; }

    /// <summary>What each leaf of the forest adds to the score.</summary>
    public double[] LeafValues { get; }

    /// <summary>The bins that go left at the categorical nodes.</summary>
    public BinSet[] Sets { get; }

    /// <summary>All sets as <see cref="MixedTest"/> reads them.</summary>
    public ulong[] SetWords { get; }

    /// <summary>The nodes of a tree, in pre-order.</summary>
    public ReadOnlySpan<SlotNode> Tree(int tree) =>
        Nodes.AsSpan(Starts[tree], (tree + 1 < Starts.Length ? Starts[tree + 1] : Nodes.Length) - Starts[tree]);

    /// <summary>Turns a row into bytes, one per slot.</summary>
    public void Fill(ReadOnlySpan<double> row, Span<byte> bytes)
    {
        var before = default(Slot);
        for (var i = 0; i < Slots.Length; i++)
        {
            var slot = Slots[i];
            var value = row[slot.Feature];
            bytes[i] = before is not null && slot.HasPlacesOf(before) ? slot.ByteLike(bytes[i - 1], value) : slot.ByteOf(value);
            before = slot;
        }
    }

    void CollectThresholds(Forest forest)
    {
        var numeric = forest.Trees.SelectMany(tree => tree).Where(node => !node.IsLeaf && node.Set < 0);
        foreach (var group in numeric.GroupBy(node => node.Feature))
        {
            double[] thresholds = [.. group.Select(node => node.Threshold).Distinct().Order()];
            _thresholds[group.Key] = thresholds;
            AddNumericSlots(group.Key, thresholds, group.Select(node => node.MissingLeft).Distinct());
        }
    }

    // The two sides of the missing follow each other, so that the second can copy the first.
    void AddNumericSlots(int feature, double[] thresholds, IEnumerable<bool> sides)
    {
        bool[] used = [.. sides.Order()];
        for (var chunk = 0; chunk * ThresholdTable.Capacity < thresholds.Length; chunk++)
        {
            var start = chunk * ThresholdTable.Capacity;
            var places = new ThresholdTable(thresholds.AsSpan(start, Math.Min(ThresholdTable.Capacity, thresholds.Length - start)));
            _numericSlots[(feature, chunk)] = (_slots.Count, _slots.Count + used.Length - 1);
            _slots.AddRange(used.Select(missingLeft => new Slot(feature, places, missingLeft)));
        }
    }

    SlotNode Compile(in TreeNode node, int place, Forest forest, List<double> values)
    {
        if (node.IsLeaf)
        {
            values.Add(node.Value);
            return new SlotNode(0, 0, values.Count - 1);
        }

        var rightOffset = (ushort)(node.Right - place);
        if (node.Set >= 0)
        {
            return new SlotNode((ushort)CategorySlot(node.Feature, forest.Sets[node.Set].Table), rightOffset, -1 - node.Set);
        }

        var (chunk, rank) = Math.DivRem(Array.BinarySearch(_thresholds[node.Feature], node.Threshold), ThresholdTable.Capacity);
        var slots = _numericSlots[(node.Feature, chunk)];
        return new SlotNode((ushort)(node.MissingLeft ? slots.MissingLeft : slots.MissingRight), rightOffset, rank + 1);
    }

    int CategorySlot(int feature, CategoryTable table)
    {
        if (!_categorySlots.TryGetValue((feature, table), out var slot))
        {
            slot = _categorySlots[(feature, table)] = _slots.Count;
            _slots.Add(new Slot(feature, table));
        }

        return slot;
    }
}
