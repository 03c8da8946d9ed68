namespace WarmLeads.ML.BoostedTrees;

/// <summary>Base score and trees as bytes: nodes in pre-order, so that the order alone says who is whose child.</summary>
static class TreesSection
{
    const byte Leaf = 0, NumericMissingRight = 1, NumericMissingLeft = 2, Categorical = 3;
    const int LeastBytesPerTree = 25;

    public static byte[] Write(Forest forest)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(forest.Grid.Exponent);
        writer.Write(forest.BaseScore);
        writer.Write(forest.Trees.Length);
        foreach (var tree in forest.Trees)
        {
            foreach (var node in tree)
            {
                Write(writer, node);
            }
        }

        return bytes.ToArray();
    }

    public static Forest Read(ReadOnlyMemory<byte> content, FeatureSchema schema, CategorySet[] sets, ForestLink link)
    {
        var reader = new SectionReader(nameof(ModelSection.Trees), content.Span);
        var exponent = reader.Int32();
        if (exponent is > ScoreGrid.FinestExponent or < ScoreGrid.CoarsestExponent)
        {
            throw reader.Refuse($"the grid of scores has the exponent {exponent}");
        }

        var grid = new ScoreGrid(exponent);
        var baseScore = reader.Double();
        CheckValue(ref reader, baseScore, grid, "the base score");
        var trees = new TreeNode[reader.Count(LeastBytesPerTree)][];
        for (var i = 0; i < trees.Length; i++)
        {
            trees[i] = ReadTree(ref reader, i, grid, schema, sets);
        }

        reader.ExpectEnd();
        if (Forest.Magnitude(baseScore, trees) > 2 * grid.Reach)
        {
            throw reader.Refuse($"scores exceed the reach of their grid, {grid.Reach}");
        }

        return Forest.OnGrid(schema, grid, baseScore, trees, sets, link);
    }

    static void Write(BinaryWriter writer, in TreeNode node)
    {
        if (node.IsLeaf)
        {
            writer.Write(Leaf);
            writer.Write(node.Value);
            writer.Write(node.Cover);
            writer.Write(node.Count);
            return;
        }

        writer.Write(node.Set >= 0 ? Categorical : node.MissingLeft ? NumericMissingLeft : NumericMissingRight);
        writer.Write(node.Feature);
        writer.Write(node.Gain);
        if (node.Set >= 0)
        {
            writer.Write(node.Set);
        }
        else
        {
            writer.Write(node.Threshold);
        }
    }

    static TreeNode[] ReadTree(ref SectionReader reader, int tree, ScoreGrid grid, FeatureSchema schema, CategorySet[] sets)
    {
        var nodes = new List<TreeNode>();
        var awaitingRight = new Stack<int>();
        while (true)
        {
            var tag = reader.Byte();
            if (tag != Leaf)
            {
                awaitingRight.Push(nodes.Count);
                nodes.Add(ReadInner(ref reader, tag, tree, schema, sets));
                continue;
            }

            nodes.Add(ReadLeaf(ref reader, tree, grid));
            if (!awaitingRight.TryPop(out var parent))
            {
                return WithSums(nodes);
            }

            nodes[parent] = nodes[parent] with { Right = nodes.Count };
        }
    }

    static TreeNode ReadLeaf(ref SectionReader reader, int tree, ScoreGrid grid)
    {
        var (value, cover, count) = (reader.Double(), reader.Double(), reader.Int64());
        CheckValue(ref reader, value, grid, $"a leaf of tree {tree}");
        if (!(cover > 0 && double.IsFinite(cover)) || count is < 1 or > int.MaxValue)
        {
            throw reader.Refuse($"a leaf of tree {tree} has cover {cover} and {count} examples");
        }

        return new TreeNode(0, 0, -1, MissingLeft: false, 0, value, cover, Gain: 0, count);
    }

    static TreeNode ReadInner(ref SectionReader reader, byte tag, int tree, FeatureSchema schema, CategorySet[] sets)
    {
        var (feature, gain) = (reader.UInt32(), reader.Double());
        if (tag > Categorical || feature >= schema.Count || !(gain >= 0 && double.IsFinite(gain))
            || tag == Categorical != (schema[(int)feature].Kind == FeatureKind.Categorical))
        {
            throw reader.Refuse($"tree {tree} has a node of kind {tag} on feature {feature} with gain {gain}");
        }

        if (tag != Categorical)
        {
            var threshold = reader.Double();
            return double.IsNaN(threshold)
                ? throw reader.Refuse($"tree {tree} has a threshold that is no number")
                : new TreeNode((int)feature, 0, -1, tag == NumericMissingLeft, threshold, Value: 0, Cover: 0, gain, Count: 0);
        }

        var set = reader.UInt32();
        if (set >= sets.Length || sets[set].Table.BinOfCode.Length != schema[(int)feature].CategoryCount)
        {
            throw reader.Refuse($"tree {tree} has a node with set {set}, which does not fit feature {feature}");
        }

        return new TreeNode((int)feature, 0, (int)set, MissingLeft: false, 0, Value: 0, Cover: 0, gain, Count: 0);
    }

    // The sums of inner nodes follow from the leaves, added in the same order as in training.
    static TreeNode[] WithSums(List<TreeNode> nodes)
    {
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            if (!nodes[i].IsLeaf)
            {
                var (left, right) = (nodes[i + 1], nodes[nodes[i].Right]);
                nodes[i] = nodes[i] with { Cover = left.Cover + right.Cover, Count = left.Count + right.Count };
            }
        }

        return [.. nodes];
    }

    static void CheckValue(ref SectionReader reader, double value, ScoreGrid grid, string where)
    {
        if (!double.IsFinite(value) || !grid.Holds(value))
        {
            throw reader.Refuse($"{where} is {value}, which is not on the grid");
        }
    }
}
