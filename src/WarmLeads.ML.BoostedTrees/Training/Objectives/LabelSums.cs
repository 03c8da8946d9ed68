namespace WarmLeads.ML.BoostedTrees;

/// <summary>What the labels of some examples come to as a whole.</summary>
static class LabelSums
{
    /// <summary>Sum of weight times label, and of weights, in the order of the rows.</summary>
    public static (double Label, double Weight) Of(BinnedDataset data, ReadOnlySpan<int> rows)
    {
        var (label, total) = (0.0, 0.0);
        foreach (var row in rows)
        {
            var weight = data.Weights is null ? 1.0 : data.Weights[row];
            label += weight * data.Labels[row];
            total += weight;
        }

        return (label, total);
    }

    /// <summary>The smallest and the largest label.</summary>
    public static (double Low, double High) Range(BinnedDataset data, ReadOnlySpan<int> rows)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var row in rows)
        {
            (low, high) = (Math.Min(low, data.Labels[row]), Math.Max(high, data.Labels[row]));
        }

        return (low, high);
    }

    /// <summary>True when the labels differ: otherwise there is nothing to learn.</summary>
    public static bool Vary(BinnedDataset data, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            if (data.Labels[row] != data.Labels[rows[0]])
            {
                return true;
            }
        }

        return false;
    }
}
