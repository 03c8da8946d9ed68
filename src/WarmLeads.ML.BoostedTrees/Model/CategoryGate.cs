namespace WarmLeads.ML.BoostedTrees;

/// <summary>Forests that are told more of one category: trees that stand behind a gate.</summary>
/// <remarks>
/// Each added tree asks first for the category. All other examples, those of no category or of one that was never seen among
/// them, come to a leaf of 0, and keep their score bit for bit as long as the grid holds the new trees too:
///
///     [ feature = code ]
///        yes: offset or tree         no: 0
/// </remarks>
static class CategoryGate
{
    const byte CodeBin = 1, OtherBin = 2;

    /// <summary>The forest with the part behind its gate.</summary>
    /// <exception cref="ArgumentException">The part does not fit the forest; the sentence says how.</exception>
    public static Forest Add(Forest forest, CategoryPart part)
    {
        Check(forest, part);
        var more = part.Trees?.Forest;
        List<CategorySet> sets = [.. forest.Sets, Gate(forest.Schema[part.Feature].CategoryCount, part.Code)];
        var (gateSet, firstSet) = (sets.Count - 1, sets.Count);
        sets.AddRange(more?.Sets ?? []);

        List<TreeNode[]> trees = [.. forest.Trees];
        var constant = part.Offset + (more?.BaseScore ?? 0);
        if (constant != 0)
        {
            trees.Add(Behind(gateSet, part, [Leaf(constant, part.Cover, part.Count)]));
        }

        foreach (var tree in more?.Trees ?? [])
        {
            trees.Add(Behind(gateSet, part, Array.ConvertAll(tree, node => node with { Set = node.Set < 0 ? -1 : node.Set + firstSet })));
        }

        if (Forest.Magnitude(forest.BaseScore, trees) > forest.Grid.Reach)
        {
            return Forest.Create(forest.Schema, forest.BaseScore, trees, [.. sets], forest.Link);
        }

        for (var i = forest.Trees.Length; i < trees.Count; i++)
        {
            trees[i] = Array.ConvertAll(trees[i], node => node with { Value = forest.Grid.Round(node.Value) });
        }

        return Forest.OnGrid(forest.Schema, forest.Grid, forest.BaseScore, [.. trees], [.. sets], forest.Link);
    }

    static CategorySet Gate(int categoryCount, int code)
    {
        var bins = new byte[categoryCount];
        Array.Fill(bins, OtherBin);
        bins[code] = CodeBin;
        return new CategorySet(new CategoryTable(bins, OtherBin), default(BinSet).With(CodeBin));
    }

    // In pre-order: the gate, the tree with its places moved on by one, the leaf of all others.
    static TreeNode[] Behind(int gateSet, CategoryPart part, TreeNode[] tree)
    {
        // Trees of a sample count fewer examples: the others are taken in the same proportion.
        var (cover, count) = (tree[0].Cover * (part.OtherCover / part.Cover), tree[0].Count * (double)part.OtherCount / part.Count);
        var others = Leaf(0, cover, Math.Clamp((long)Math.Round(count), 1, int.MaxValue));

        // What the gate parts, it parts together with what stands behind it: by itself it takes no loss away.
        var gate = new TreeNode(
            part.Feature, tree.Length + 1, gateSet, MissingLeft: false, 0, Value: 0, tree[0].Cover + cover, Gain: 0, tree[0].Count + others.Count);
        return [gate, .. tree.Select(node => node.IsLeaf ? node : node with { Right = node.Right + 1 }), others];
    }

    static TreeNode Leaf(double value, double cover, long count) => new(0, 0, -1, MissingLeft: false, 0, value, cover, Gain: 0, count);

    static void Check(Forest forest, CategoryPart part)
    {
        if ((uint)part.Feature >= (uint)forest.Schema.Count || forest.Schema[part.Feature].Kind != FeatureKind.Categorical
            || (uint)part.Code >= (uint)forest.Schema[part.Feature].CategoryCount)
        {
            throw new ArgumentException($"The part is of category {part.Code} of feature {part.Feature}; name a categorical feature of the model and one of its codes.");
        }

        if (!double.IsFinite(part.Offset))
        {
            throw new ArgumentException($"The offset is {part.Offset}; it must be a finite number.");
        }

        if (part.Count < 1 || part.OtherCount < 1 || !(part.Cover > 0 && double.IsFinite(part.Cover) && part.OtherCover > 0 && double.IsFinite(part.OtherCover)))
        {
            throw new ArgumentException(
                $"The category has {part.Count} examples of weight {part.Cover} and the others {part.OtherCount} of weight {part.OtherCover}; both need examples and a weight above 0.");
        }

        if (part.Trees is not { } trees)
        {
            return;
        }

        if (trees.Link != forest.Link.Kind)
        {
            throw new ArgumentException($"The scores of the part are {trees.Link} and those of the model {forest.Link.Kind}; fit both to the same objective.");
        }

        if (trees.Schema.Count > forest.Schema.Count || !trees.Schema.SequenceEqual(forest.Schema.Take(trees.Schema.Count)))
        {
            throw new ArgumentException("The part has other features than the model begins with; fit it on the model's own features or the first of them.");
        }
    }
}
