namespace WarmLeads.ML.BoostedTrees;

/// <summary>How the chance of an event adds up over time: constant hazards within intervals, so a broken line from 0 on.</summary>
/// <param name="Ends">Where the intervals end, in days, ascending and above 0.</param>
/// <param name="Cumulative">The hazard added up until each end, ascending and above 0.</param>
sealed record BaselineHazard(double[] Ends, double[] Cumulative)
{
    /// <summary>The longest horizon that there is an answer for, in days.</summary>
    public double LongestHorizon => Ends[^1];

    /// <summary>Logarithm of the hazard added up until a horizon.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is not above 0, or beyond the longest.</exception>
    public double LogCumulative(double days) => PortableMath.Log(At(days));

    /// <summary>The same line up to a horizon.</summary>
    public BaselineHazard Until(double days)
    {
        var count = 0;
        while (Ends[count] < days)
        {
            count++;
        }

        return new BaselineHazard([.. Ends.AsSpan(0, count), days], [.. Cumulative.AsSpan(0, count), At(days)]);
    }

    /// <summary>The line whose logarithm is intercept + slope times this one's at every end.</summary>
    public BaselineHazard Rescale(double intercept, double slope) =>
        new(Ends, Array.ConvertAll(Cumulative, sum => PortableMath.Exp(intercept + (slope * PortableMath.Log(sum)))));

    /// <summary>The line whose logarithm is the mean of these lines' at every end of one of them.</summary>
    /// <exception cref="ArgumentException">The longest horizons differ.</exception>
    public static BaselineHazard Average(IReadOnlyList<BaselineHazard> baselines)
    {
        if (baselines.FirstOrDefault(baseline => baseline.LongestHorizon != baselines[0].LongestHorizon) is { } other)
        {
            throw new ArgumentException(
                $"The models' longest horizons are {baselines[0].LongestHorizon} and {other.LongestHorizon} days; average models of one horizon.");
        }

        double[] ends = [.. baselines.SelectMany(baseline => baseline.Ends).Distinct().Order()];
        return new BaselineHazard(
            ends, Array.ConvertAll(ends, end => PortableMath.Exp(baselines.Sum(baseline => baseline.LogCumulative(end)) / baselines.Count)));
    }

    double At(double days)
    {
        if (!(days > 0 && days <= LongestHorizon))
        {
            throw new ArgumentOutOfRangeException(
                nameof(days), $"The horizon is {days} days; this model answers horizons above 0 and up to {LongestHorizon} days.");
        }

        var j = 0;
        while (Ends[j] < days)
        {
            j++;
        }

        if (days == Ends[j])
        {
            return Cumulative[j];
        }

        var (start, sum) = j == 0 ? (0, 0) : (Ends[j - 1], Cumulative[j - 1]);
        return sum + ((Cumulative[j] - sum) * ((days - start) / (Ends[j] - start)));
    }
}
