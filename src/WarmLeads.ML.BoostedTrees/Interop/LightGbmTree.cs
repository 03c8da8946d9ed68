using System.Globalization;
using System.Numerics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>One tree of LightGBM's text. Children of 0 or more are inner nodes, the others leaves: -1 is leaf 0, -2 leaf 1.</summary>
sealed class LightGbmTree(Dictionary<string, string> properties, int number)
{
    const string Source = "LightGBM";
    const int Categorical = 1, DefaultLeft = 2, MissingShift = 2, MissingMask = 3, MissingIsZero = 1, MissingIsNaN = 2;
    const int MostLeaves = (ushort.MaxValue / 2) + 1;

    // What LightGBM takes for zero where zeros are missing: from -1e-35 to 1e-35 in single precision.
    const double LargestZero = 1e-35f;

    static readonly double _belowZeros = Math.BitDecrement(-LargestZero);

    readonly List<ForeignNode> _nodes = [];

    /// <summary>The tree's nodes: the inner ones, the leaves, and what splits on zeros need besides.</summary>
    /// <param name="factor">What the leaves are multiplied by.</param>
    public ForeignNode[] Nodes(double factor)
    {
        var leafCount = (int)Number(Property("num_leaves"), "num_leaves");
        if (leafCount is < 1 or > MostLeaves)
        {
            throw Refuse($"has {leafCount} leaves; 1 to {MostLeaves} can be read");
        }

        if (properties.GetValueOrDefault("is_linear", "0") != "0")
        {
            throw ForeignForest.Lacks(Source, $"tree {number} has linear functions in its leaves", "Train one without linear_tree.");
        }

        var (values, counts) = (Numbers("leaf_value", leafCount), LeafCounts(leafCount));
        _nodes.Clear();
        if (leafCount > 1)
        {
            AddInner(leafCount - 1);
        }

        for (var i = 0; i < leafCount; i++)
        {
            _nodes.Add(new ForeignNode(-1, -1) { Value = factor * values[i], Cover = counts[i], Count = counts[i] });
        }

        for (var i = 0; i < leafCount - 1; i++)
        {
            PartZeros(i);
        }

        return [.. _nodes];
    }

    // Trees of one leaf say nothing of examples.
    double[] LeafCounts(int leafCount) =>
        leafCount == 1 && properties.GetValueOrDefault("leaf_count", "").Length == 0 ? [1] : Numbers("leaf_count", leafCount);

    void AddInner(int count)
    {
        var (features, gains, thresholds) = (Numbers("split_feature", count), Numbers("split_gain", count), Numbers("threshold", count));
        var (types, lefts, rights) = (Numbers("decision_type", count), Numbers("left_child", count), Numbers("right_child", count));
        var setCount = (int)Number(Property("num_cat"), "num_cat");
        var (boundaries, words) = setCount > 0 ? (Numbers("cat_boundaries", setCount + 1), Numbers("cat_threshold", null)) : ([], []);
        for (var i = 0; i < count; i++)
        {
            var type = Whole(types[i], i);
            var node = new ForeignNode(Child(lefts[i], i, count), Child(rights[i], i, count)) { Feature = Whole(features[i], i), Gain = gains[i] };
            var missing = (type >> MissingShift) & MissingMask;
            _nodes.Add((type & Categorical) != 0 ? node with { Categories = Codes(boundaries, words, thresholds[i], i) }
                : missing == MissingIsNaN ? node with { Threshold = PastZeros(thresholds[i]), MissingLeft = (type & DefaultLeft) != 0 }
                : missing == MissingIsZero ? node with { Threshold = thresholds[i], MissingLeft = (type & DefaultLeft) != 0, ZerosAreMissing = true }
                : missing == 0 ? node with { Threshold = PastZeros(thresholds[i]), MissingLeft = thresholds[i] >= 0 } // where a zero would go
                : throw Refuse($"has the unknown decision_type {type} at node {i}"));
        }
    }

    // LightGBM reads all that is as small as zero as zero, and so no threshold lies among it.
    static double PastZeros(double threshold) =>
        threshold is >= -LargestZero and < 0 ? _belowZeros : threshold is >= 0 and < LargestZero ? LargestZero : threshold;

    // Zeros go where the missing go. Where that is not where the threshold sends them, three comparisons do what one did.
    void PartZeros(int index)
    {
        var node = _nodes[index];
        if (!node.ZerosAreMissing)
        {
            return;
        }

        if (node.MissingLeft ? node.Threshold >= -LargestZero : node.Threshold <= LargestZero)
        {
            var threshold = node.MissingLeft ? Math.Max(node.Threshold, LargestZero) : Math.Min(node.Threshold, _belowZeros);
            _nodes[index] = node with { Threshold = threshold };
            return;
        }

        var (second, third) = (_nodes.Count, _nodes.Count + 1);
        var first = node with { Right = second, MissingLeft = false, SharesLeft = true };
        var next = new ForeignNode(node.Right, third) { Feature = node.Feature, SharesLeft = true };
        var last = node with { SharesLeft = true, SharesRight = true, Gain = 0 };
        if (node.MissingLeft)
        {
            // x <= threshold: left. Below zeros: right. Zeros and missing: left. Above: right.
            _nodes.Add(next with { Threshold = _belowZeros });
            _nodes.Add(last with { Threshold = LargestZero });
        }
        else
        {
            // Below zeros: left. Zeros and missing: right. x <= threshold: left. Above: right.
            first = first with { Threshold = _belowZeros };
            _nodes.Add(next with { Threshold = LargestZero, MissingLeft = true });
            _nodes.Add(last);
        }

        _nodes[index] = first;
    }

    int[] Codes(double[] boundaries, double[] words, double set, int node)
    {
        var which = Whole(set, node);
        if (which < 0 || which >= boundaries.Length - 1)
        {
            throw Refuse($"has {Math.Max(0, boundaries.Length - 1)} sets of categories; node {node} wants number {which}");
        }

        var (start, end) = (Whole(boundaries[which], node), Whole(boundaries[which + 1], node));
        if (start < 0 || start > end || end > words.Length || end - start > Feature.MaximumCategoryCount / 32)
        {
            throw Refuse($"has {words.Length} words of categories; set {which} takes those from {start} to {end}");
        }

        var codes = new List<int>();
        for (var i = start; i < end; i++)
        {
            if (!(words[i] is >= 0 and <= uint.MaxValue))
            {
                throw Refuse($"has the word {words[i]} among its categories");
            }

            for (var bits = (uint)words[i]; bits != 0; bits &= bits - 1)
            {
                codes.Add(((i - start) * 32) + BitOperations.TrailingZeroCount(bits));
            }
        }

        return [.. codes];
    }

    int Child(double value, int node, int innerCount)
    {
        var child = Whole(value, node);
        return child >= 0 && child < innerCount ? child
            : child < 0 && ~child <= innerCount ? innerCount + ~child
            : throw Refuse($"names a child {child} at node {node} and has {innerCount} inner nodes");
    }

    string Property(string name) => properties.GetValueOrDefault(name) ?? throw Refuse($"has no {name}");

    double[] Numbers(string name, int? count)
    {
        var numbers = new List<double>();
        var text = Property(name).AsSpan();
        foreach (var part in text.Split(' '))
        {
            if (!text[part].IsEmpty)
            {
                numbers.Add(Number(text[part], name));
            }
        }

        return count is null || numbers.Count == count ? [.. numbers] : throw Refuse($"has {numbers.Count} numbers as {name}; {count} belong there");
    }

    double Number(ReadOnlySpan<char> text, string name) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
            : text is "inf" ? double.PositiveInfinity
            : text is "-inf" ? double.NegativeInfinity
            : throw Refuse($"has '{text[..Math.Min(text.Length, 40)]}' as {name}, where a number belongs");

    int Whole(double value, int node) =>
        value is >= int.MinValue and <= int.MaxValue && value == Math.Floor(value)
            ? (int)value
            : throw Refuse($"has {value} at node {node}, where a whole number belongs");

    InvalidDataException Refuse(string what) => ForeignForest.Refuse(Source, $"tree {number} {what}");
}
