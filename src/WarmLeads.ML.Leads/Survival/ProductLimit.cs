namespace WarmLeads.ML.Leads;

/// <summary>Kaplan's and Meier's estimate of the chance that something comes, from times that may have been cut off before it did.</summary>
/// <remarks>At each time, of those still followed, the share to whom it came; one minus the product of the others. Source: Kaplan and Meier 1958.</remarks>
sealed class ProductLimit
{
    readonly int[] _leads;
    readonly double[] _times;
    readonly bool[] _events;

    ProductLimit(int[] leads, double[] times, bool[] events) => (_leads, _times, _events) = (leads, times, events);

    /// <summary>Observations.</summary>
    public int Count => _leads.Length;

    /// <summary>Takes observations.</summary>
    /// <param name="observed">The lead of each, the time at which it ended, and whether with the event.</param>
    public static ProductLimit Of(List<(int Lead, double Time, bool Event)> observed)
    {
        // At one time events come before ends of knowledge: whoever is cut off then was still at risk.
        observed.Sort((one, other) => one.Time != other.Time ? one.Time.CompareTo(other.Time)
            : one.Event != other.Event ? other.Event.CompareTo(one.Event)
            : one.Lead.CompareTo(other.Lead));
        return new ProductLimit(
            [.. observed.Select(one => one.Lead)], [.. observed.Select(one => one.Time)], [.. observed.Select(one => one.Event)]);
    }

    /// <summary>The chance of an event before each time, ascending.</summary>
    /// <param name="weights">Weight of each lead, 0 or more, shape [leads].</param>
    /// <param name="until">The times, ascending.</param>
    /// <param name="chances">Receives the chances, shape [times]; NaN where nobody is left.</param>
    public void Before(ReadOnlySpan<int> weights, ReadOnlySpan<double> until, Span<double> chances)
    {
        // Whole weights: what is left at risk is exact.
        long atRisk = 0;
        foreach (var lead in _leads)
            atRisk += weights[lead];
        if (atRisk == 0)
        {
            chances.Fill(double.NaN);
            return;
        }

        var (left, at) = (1.0, 0);
        for (var i = 0; i < _leads.Length; i++)
        {
            while (at < until.Length && _times[i] >= until[at])
                chances[at++] = 1 - left;
            if (at == until.Length)
                return;
            var weight = weights[_leads[i]];
            if (_events[i] && weight > 0)
                left *= 1 - (weight / (double)atRisk);
            atRisk -= weight;
        }

        while (at < until.Length)
            chances[at++] = 1 - left;
    }
}
