namespace WarmLeads.ML.BoostedTrees;

/// <summary>
/// The edge tables of a forest as the loops read them: few bytes, one after the other, so that the forest stays in the
/// processor's second cache.
/// </summary>
/// <remarks>
/// A node waits for its parent, and then for its children, so small trees are worked on together, level by level: then
/// there is always one that need not wait.
/// </remarks>
sealed class PointForest
{
    /// <summary>Trees with no more points than that take half a vector.</summary>
    public const int FewPoints = 4;

    /// <summary>Nodes whose slopes stand together.</summary>
    public const int SlabLength = 8;

    // More would outgrow the first cache.
    const int MostNodesTogether = 128;

    readonly List<PointNode> _nodes = [];
    readonly List<PointTest> _tests = [];
    readonly List<double> _factors = [], _slopes = [], _weights = [], _leaves = [];
    readonly Dictionary<int, int> _features = [];

    /// <summary>Lays the tables out.</summary>
    public PointForest(EdgeTable[] tables)
    {
        MostPoints = tables.Select(table => table.Chunks.Max(chunk => chunk.Points.Length)).DefaultIfEmpty(0).Max();
        var groups = Together(tables).ToList();
        SlopeStride = groups.Select(group => (group.Sum(table => table.Nodes.Length) + SlabLength - 1) / SlabLength * SlabLength).DefaultIfEmpty(0).Max();
        var trees = new List<PointTree>();
        var known = new Dictionary<(int Count, int Chunk), (int Weight, int Factors)>();
        foreach (var group in groups)
        {
            var firstLeaf = _leaves.Count;
            _leaves.AddRange(group.SelectMany(table => table.Scales.Skip(table.Nodes.Length)));
            var order = ByLevel(group);
            for (var i = 0; i < group[0].Chunks.Length; i++)
            {
                var chunk = group[0].Chunks[i];
                var tree = new PointTree(_nodes.Count, group.Count, order.Length, firstLeaf, chunk.Points.Length, _weights.Count);
                if (known.TryGetValue((group[0].PointCount, i), out var points))
                {
                    tree = tree with { FirstWeight = points.Weight };
                }
                else
                {
                    known[(group[0].PointCount, i)] = points = (_weights.Count, AddFactors(0, chunk, tree.Lanes));
                    _weights.AddRange(Padded(chunk.PointWeights, tree.Lanes));
                }

                trees.Add(tree);
                AddNodes(group, order, chunk, tree, points.Factors);
            }
        }

        (Trees, Nodes, Tests, Slopes) = ([.. trees], [.. _nodes], [.. _tests], [.. _slopes]);
        (Factors, Leaves, Weights) = ([.. _factors], [.. _leaves], [.. _weights]);
        Features = [.. _features.OrderBy(feature => feature.Value).Select(feature => feature.Key)];
    }

    /// <summary>The trees, some together; one whose points are in several chunks is there as often.</summary>
    public PointTree[] Trees { get; }

    /// <summary>The inner nodes of all trees, those that are together padded to whole slabs.</summary>
    public PointNode[] Nodes { get; }

    /// <summary>How they decide.</summary>
    public PointTest[] Tests { get; }

    /// <summary>For every slab the slopes of its nodes' edges: of a failed one, of a left one that is passed, of a right one; shape [slabs, 3, 8].</summary>
    public double[] Slopes { get; }

    /// <summary>What stands before edges: u at every point, then 1 / (1 + alpha' t)^2; padded with zeros.</summary>
    public double[] Factors { get; }

    /// <summary>The scales of all trees' leaves.</summary>
    public double[] Leaves { get; }

    /// <summary>The weights of the quadrature; padded with zeros.</summary>
    public double[] Weights { get; }

    /// <summary>The features that trees test.</summary>
    public int[] Features { get; }

    /// <summary>Slopes of the largest tree's left edges.</summary>
    public int SlopeStride { get; }

    /// <summary>Points of the largest chunk.</summary>
    public int MostPoints { get; }

    // Neighbours with as many points that fit into one chunk.
    static IEnumerable<List<EdgeTable>> Together(EdgeTable[] tables)
    {
        var group = new List<EdgeTable>();
        foreach (var table in tables.Where(table => table.Nodes.Length > 0).OrderBy(table => table.PointCount))
        {
            var fits = group.Count > 0 && table.Chunks.Length == 1 && table.PointCount == group[0].PointCount
                && group.Sum(other => other.Nodes.Length) + table.Nodes.Length <= MostNodesTogether;
            if (group.Count > 0 && !fits)
            {
                yield return group;
                group = [];
            }

            group.Add(table);
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    // The inner nodes from the roots down, by their table's number and their place in it.
    static (int Table, int Place)[] ByLevel(List<EdgeTable> group)
    {
        var nodes = new List<(int Table, int Place, int Level)>();
        for (var table = 0; table < group.Count; table++)
        {
            var levels = new int[group[table].NodeCount];
            for (var place = 0; place < group[table].Nodes.Length; place++)
            {
                var node = group[table].Nodes[place];
                levels[node.Left] = levels[node.Right] = levels[place] + 1;
                nodes.Add((table, place, levels[place]));
            }
        }

        return [.. nodes.OrderBy(node => node.Level).Select(node => (node.Table, node.Place))];
    }

    // The new place of every place, and of "none", in each table.
    static int[][] PlacesOf(List<EdgeTable> group, (int Table, int Place)[] order, int none)
    {
        var (places, leaf) = (new int[group.Count][], order.Length);
        for (var table = 0; table < group.Count; table++)
        {
            places[table] = new int[group[table].NodeCount + 1];
            places[table][group[table].NodeCount] = none;
            for (var place = group[table].Nodes.Length; place < group[table].NodeCount; place++)
            {
                places[table][place] = leaf++;
            }
        }

        for (var i = 0; i < order.Length; i++)
        {
            places[order[i].Table][order[i].Place] = i;
        }

        return places;
    }

    static double[] Padded(IEnumerable<double> values, int length)
    {
        double[] all = [.. values];
        return [.. all, .. new double[length - all.Length]];
    }

    int AddFactors(double alpha, EdgeTableChunk chunk, int lanes)
    {
        var first = _factors.Count;
        _factors.AddRange(Padded(chunk.Points.Select(t => t / (1 + (alpha * t))), lanes));
        _factors.AddRange(Padded(chunk.Points.Select(t => 1 / ((1 + (alpha * t)) * (1 + (alpha * t)))), lanes));
        return first;
    }

    void AddNodes(List<EdgeTable> group, (int Table, int Place)[] order, EdgeTableChunk chunk, PointTree tree, int noneFactors)
    {
        var places = PlacesOf(group, order, tree.PlaceCount);
        var edges = new (int Edge, ushort Parent)[tree.PlaceCount];
        var known = new Dictionary<int, int> { [tree.PlaceCount] = noneFactors };
        for (var i = 0; i < order.Length; i++)
        {
            var (table, place) = (group[order[i].Table], order[i].Place);
            var (node, newPlaces) = (table.Nodes[place], places[order[i].Table]);
            var (left, right, earlier) = (newPlaces[node.Left], newPlaces[node.Right], newPlaces[table.EarlierEdges[place]]);
            if (!known.TryGetValue(earlier, out var factors))
            {
                known[earlier] = factors = AddFactors(table.Alphas[table.EarlierEdges[place]], chunk, tree.Lanes);
            }

            (edges[left], edges[right]) = ((i, (ushort)i), (i + SlopeStride, (ushort)i));
            _features.TryAdd(table.Features[place], _features.Count);
            _nodes.Add(new PointNode(
                edges[i].Edge, factors, _features[table.Features[place]], edges[i].Parent, (ushort)left, (ushort)right));
            _tests.Add(new PointTest(new BatchNode(node.Slot, (ushort)left, (ushort)right, node.Test), earlier));
        }

        for (var first = 0; first < order.Length; first += SlabLength)
        {
            var slab = order.AsSpan(first, Math.Min(SlabLength, order.Length - first));
            AddSlopes(group, slab, (_, _, earlier) => -1 - earlier);
            AddSlopes(group, slab, (table, node, earlier) => table.Alphas[node.Left] - earlier);
            AddSlopes(group, slab, (table, node, earlier) => table.Alphas[node.Right] - earlier);
        }

        while (_nodes.Count % SlabLength > 0)
        {
            _nodes.Add(default);
            _tests.Add(default);
        }
    }

    void AddSlopes(List<EdgeTable> group, ReadOnlySpan<(int Table, int Place)> slab, Func<EdgeTable, BatchNode, double, double> slopeOf)
    {
        foreach (var (number, place) in slab)
        {
            var table = group[number];
            _slopes.Add(slopeOf(table, table.Nodes[place], table.Alphas[table.EarlierEdges[place]]));
        }

        _slopes.AddRange(new double[SlabLength - slab.Length]);
    }
}
