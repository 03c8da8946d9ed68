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

    /// <summary>Sum of weight times initial score, 0 without any.</summary>
    public static double OfInitialScores(BinnedDataset data, ReadOnlySpan<int> rows)
    {
        var sum = 0.0;
        if (data.InitialScores is { } initial)
        {
            foreach (var row in rows)
            {
                sum += (data.Weights is null ? 1.0 : data.Weights[row]) * initial[row];
            }
        }

        return sum;
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
