namespace WarmLeads.ML.BoostedTrees;

/// <summary>The constant that a fit to log-loss starts from: the log-odds of the training examples' base rate.</summary>
static class BaseRate
{
    const double Largest = 36;

    /// <summary>Log-odds of the weighted mean label. With one class only, half an example of the other is imagined.</summary>
    public static double LogOdds(BinnedDataset data, ReadOnlySpan<int> rows)
    {
        var (positive, total) = LabelSums.Of(data, rows);
        var rate = positive / total;
        if (!(rate > 0 && rate < 1))
        {
            rate = (positive + 0.5) / (total + 1);
        }

        return Math.Clamp(PortableMath.LogOdds(rate), -Largest, Largest);
    }
}
