namespace WarmLeads.ML.BoostedTrees;

/// <summary>The constant that a fit starts from: the log-odds of the training examples' base rate.</summary>
static class BaseRate
{
    /// <summary>Log-odds of the weighted mean label. With one class only, half an example of the other is imagined.</summary>
    public static double LogOdds(BinnedDataset data, ReadOnlySpan<int> rows)
    {
        var (positive, total) = (0.0, 0.0);
        foreach (var row in rows)
        {
            var weight = data.Weights is null ? 1.0 : data.Weights[row];
            positive += weight * data.Labels[row];
            total += weight;
        }

        var rate = positive / total;
        if (!(rate > 0 && rate < 1))
        {
            rate = (positive + 0.5) / (total + 1);
        }

        return Math.Clamp(PortableMath.LogOdds(rate), -Largest, Largest);
    }

    /// <summary>True when the labels differ: otherwise there is nothing to learn.</summary>
    public static bool Varies(BinnedDataset data, ReadOnlySpan<int> rows)
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

    const double Largest = 36;
}
