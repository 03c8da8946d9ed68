namespace WarmLeads.ML.BoostedTrees;

/// <summary>Checks rows that a model is to be looked at with.</summary>
static class RowShape
{
    /// <summary>The number of rows.</summary>
    /// <exception cref="ArgumentException">The values are no whole rows, there are none, or the weights do not fit.</exception>
    public static int Check(FeatureSchema schema, int valueCount, ReadOnlySpan<float> weights)
    {
        var count = schema.Count == 0 ? 0 : valueCount / schema.Count;
        if (count == 0 || count * schema.Count != valueCount)
        {
            throw new ArgumentException($"There are {valueCount} values for {schema.Count} features; pass whole rows, at least one.");
        }

        if (!weights.IsEmpty && (weights.Length != count || !(Sum(weights) > 0)))
        {
            throw new ArgumentException($"There are {weights.Length} weights for {count} rows, {Sum(weights)} in all; pass one for each row, not all 0.");
        }

        return count;
    }

    /// <summary>The sum in order.</summary>
    public static double Sum(ReadOnlySpan<float> weights)
    {
        double sum = 0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        return sum;
    }
}
