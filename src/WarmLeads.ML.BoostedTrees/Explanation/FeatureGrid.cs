namespace WarmLeads.ML.BoostedTrees;

/// <summary>Values of a feature at which to look at a model; the last one is NaN, a missing value.</summary>
public static class FeatureGrid
{
    /// <summary>Values that occur: quantiles of a numeric feature, the most frequent codes of a categorical one.</summary>
    /// <param name="schema">The features.</param>
    /// <param name="rows">Row-major, shape [n, features].</param>
    /// <param name="feature">The feature.</param>
    /// <param name="count">Values at most, 1 or more, besides the missing one.</param>
    /// <returns>Rising, then NaN.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static double[] FromRows(FeatureSchema schema, ReadOnlySpan<double> rows, int feature, int count = 20)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Check(schema, feature);
        var rowCount = RowShape.Check(schema, rows.Length, []);
        var isCategorical = schema[feature].Kind == FeatureKind.Categorical;
        var values = new List<double>(rowCount);
        for (var i = 0; i < rowCount; i++)
        {
            var value = rows[(i * schema.Count) + feature];
            if (!double.IsNaN(value) && (!isCategorical || value >= 0))
            {
                values.Add(isCategorical ? Math.Floor(value) : value);
            }
        }

        values.Sort();
        var chosen = isCategorical
            ? values.CountBy(value => value).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(count).Select(pair => pair.Key)
            : Enumerable.Range(0, values.Count == 0 ? 0 : count).Select(i => values[count == 1 ? values.Count / 2 : (int)((long)i * (values.Count - 1) / (count - 1))]);
        return [.. chosen.Distinct().Order(), double.NaN];
    }

    /// <summary>One value for all that a model does not tell apart, so that a curve over them leaves nothing out.</summary>
    /// <param name="model">The model.</param>
    /// <param name="feature">The feature.</param>
    /// <returns>
    /// Numeric: every threshold, a value up to it belonging to it, and the next number above the last. Categorical: the
    /// lowest code of those that always go together, and the lowest code beyond all known ones. Then NaN.
    /// </returns>
    public static double[] FromModel(BoostedTreeModel model, int feature)
    {
        ArgumentNullException.ThrowIfNull(model);
        Check(model.Schema, feature);
        var nodes = model.Forest.Trees.SelectMany(tree => tree).Where(node => !node.IsLeaf && node.Feature == feature).ToArray();
        if (model.Schema[feature].Kind == FeatureKind.Numeric)
        {
            double[] thresholds = [.. nodes.Select(node => node.Threshold).Distinct().Order()];
            return thresholds.Length == 0 ? [0, double.NaN] : [.. thresholds, .. Above(thresholds[^1]), double.NaN];
        }

        CategorySet[] sets = [.. nodes.Select(node => model.Forest.Sets[node.Set]).Distinct()];
        var classes = ClassesOf(model.Schema[feature].CategoryCount + 1, [.. sets.Select(set => set.Table).Distinct()]);
        return
        [
            .. Enumerable.Range(0, classes.Length).DistinctBy(code => classes[code]).DistinctBy(code => string.Concat(sets.Select(set => set.Contains(code) ? '1' : '0'))).Select(code => (double)code),
            double.NaN,
        ];
    }

    // The same number for codes that have the same bin in every table: few are left to be told apart by sets.
    static int[] ClassesOf(int codeCount, CategoryTable[] tables)
    {
        var classes = new int[codeCount];
        foreach (var table in tables)
        {
            var known = new Dictionary<(int Class, byte Bin), int>();
            for (var code = 0; code < classes.Length; code++)
            {
                var key = (classes[code], table.BinOf(code));
                if (!known.TryGetValue(key, out var number))
                {
                    known[key] = number = known.Count;
                }

                classes[code] = number;
            }
        }

        return classes;
    }

    static double[] Above(double threshold) => double.IsPositiveInfinity(threshold) ? [] : [Math.BitIncrement(threshold)];

    static void Check(FeatureSchema schema, int feature)
    {
        if (feature < 0 || feature >= schema.Count)
        {
            throw new ArgumentException($"There is no feature {feature}; the schema has {schema.Count}, counted from 0.");
        }
    }
}
