namespace WarmLeads.ML.Training;

/// <summary>Which rows of a segment judge what is fitted to which others.</summary>
/// <remarks>
/// Folds of leads; where rows have a time, the next fifth judges what is fitted to all rows before it, three times: what a segment
/// seems to have of its own among rows of one period is gone in the next when it only told the period.
/// </remarks>
static class SegmentSplits
{
    const int FoldCount = 5;

    static readonly (double From, double To)[] s_windows = [(0.4, 0.6), (0.6, 0.8), (0.8, 1)];

    /// <summary>Parts the rows; each is judged once at most.</summary>
    /// <param name="segment">The rows.</param>
    /// <param name="seed">Seed of the folds.</param>
    public static IReadOnlyList<(int[] Learn, int[] Judge)> Of(SegmentRows segment, ulong seed)
    {
        if (segment.Times is { } times)
        {
            int[] order = [.. Enumerable.Range(0, times.Length)];
            Array.Sort([.. order.Select(row => (times[row], row))], order);
            return [.. s_windows.Select(window => (order[..(int)(window.From * order.Length)], order[(int)(window.From * order.Length)..(int)(window.To * order.Length)]))];
        }

        var folds = Folds.Assign(segment.Labels, Numbered(segment.Leads), FoldCount, seed);
        return [.. Enumerable.Range(0, FoldCount).Select(fold => Folds.Split(folds, fold)).Select(fold => (fold.Outside, fold.Inside))];
    }

    // Folds are dealt over numbers from 0 on.
    static int[] Numbered(int[] leads)
    {
        var numbers = new Dictionary<int, int>();
        return [.. leads.Select(lead => numbers.TryGetValue(lead, out var number) ? number : numbers[lead] = numbers.Count)];
    }
}
