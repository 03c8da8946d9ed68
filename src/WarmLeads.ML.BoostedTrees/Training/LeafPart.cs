namespace WarmLeads.ML.BoostedTrees;

/// <summary>Up to 8,192 examples of one leaf: a block of work.</summary>
/// <param name="Leaf">Number of the leaf.</param>
/// <param name="Start">The first of them in the partition.</param>
/// <param name="Count">How many.</param>
readonly record struct LeafPart(int Leaf, int Start, int Count)
{
    const int Length = 8192;

    /// <summary>Cuts leaves, given where their examples lie, into parts.</summary>
    public static void Cut(IReadOnlyList<(int Start, int Count)> leaves, List<LeafPart> parts)
    {
        parts.Clear();
        for (var leaf = 0; leaf < leaves.Count; leaf++)
        {
            var (start, count) = leaves[leaf];
            for (var from = 0; from < count; from += Length)
            {
                parts.Add(new LeafPart(leaf, start + from, Math.Min(Length, count - from)));
            }
        }
    }
}
