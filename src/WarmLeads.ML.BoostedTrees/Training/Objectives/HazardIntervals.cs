namespace WarmLeads.ML.BoostedTrees;

/// <summary>The intervals within which the baseline hazard is constant, and each example's days in them.</summary>
/// <remarks>
/// Interval j is (end of j - 1, end of j], the first one from 0 on. Follow-up beyond the last end is cut off there, and an
/// event that came later did not come.
/// </remarks>
sealed class HazardIntervals
{
    /// <summary>Events an interval needs to have a rate of its own.</summary>
    public const int MinimumEventCount = 20;

    readonly float[] _followUp;

    HazardIntervals(float[] followUp, double[] ends) => (_followUp, Ends) = (followUp, ends);

    /// <summary>Where the intervals end, in days, ascending.</summary>
    public double[] Ends { get; }

    /// <summary>Intervals of some training examples: the given ones, joined until each has enough events and some exposure.</summary>
    /// <remarks>
    /// An interval with too few joins the next, the last one those before it. Intervals that no training example reached are
    /// left out: of them the model can say nothing.
    /// </remarks>
    /// <exception cref="ArgumentException">No training example has any follow-up.</exception>
    public static HazardIntervals Of(BinnedDataset data, ReadOnlySpan<int> train, IReadOnlyList<double> wantedEnds)
    {
        var all = new HazardIntervals(data.FollowUpDays!, [.. wantedEnds]);
        var longest = 0.0;
        var events = new int[all.Ends.Length];
        foreach (var row in train)
        {
            longest = Math.Max(longest, data.FollowUpDays![row]);
            if (all.HasEvent(data, row))
            {
                events[all.IntervalOf(row)]++;
            }
        }

        if (longest == 0)
        {
            throw new ArgumentException("No training example has follow-up above 0 days; the hazard needs some time to count events in.");
        }

        var ends = new List<double>();
        var (count, start) = (0, 0.0);
        for (var j = 0; j < events.Length && (j == 0 || all.Ends[j - 1] < longest); j++)
        {
            count += events[j];
            start = all.Ends[j];
            if (count >= MinimumEventCount)
            {
                ends.Add(start);
                count = 0;
            }
        }

        // What is left at the end belongs to the last interval that has enough.
        if (ends.Count == 0)
        {
            ends.Add(start);
        }

        ends[^1] = start;
        return new HazardIntervals(data.FollowUpDays!, [.. ends]);
    }

    /// <summary>True when an example's event came by the last end.</summary>
    public bool HasEvent(BinnedDataset data, int row) => data.Labels[row] > 0 && _followUp[row] <= Ends[^1];

    /// <summary>The interval in which an example's follow-up ends.</summary>
    public int IntervalOf(int row)
    {
        var j = 0;
        while (j < Ends.Length - 1 && _followUp[row] > Ends[j])
        {
            j++;
        }

        return j;
    }

    /// <summary>Days of an example in an interval.</summary>
    public double Exposure(int row, int interval)
    {
        var start = interval == 0 ? 0 : Ends[interval - 1];
        return Math.Max(0, Math.Min(_followUp[row], Ends[interval]) - start);
    }
}
