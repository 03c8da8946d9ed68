namespace WarmLeads.ML.Training;

/// <summary>Scores brought to the level of their own period, where rows have a time.</summary>
/// <remarks>
/// Rates move, and a model of all times is too high for some periods and too low for others; its intercept may be that of the newest
/// rows alone. A segment that was frequent in such a period would seem to differ. Beside the others of its period it does not.
/// </remarks>
static class PeriodLevels
{
    const int MostPeriods = 10;

    // Wide enough to let rates move as they will; a period of one outcome stays finite.
    const double OfAPeriod = 100;

    /// <summary>The scores, each with the constant that makes all rows of its period right; as they are for rows without a time, and for snapshots.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="scores">Out-of-fold scores, log-odds, shape [rows].</param>
    public static double[] Level(TrainingTable table, double[] scores)
    {
        if (table.Times is not { } times || table.Groups is not null)
            return scores;
        int[] order = [.. Enumerable.Range(0, times.Length)];
        Array.Sort([.. order.Select(row => (times[row], row))], order);
        var all = new SegmentRows(table, [.. Enumerable.Range(0, times.Length)], scores);
        var periods = Math.Clamp(all.Rarer / FlatLabels.EnoughOfEachClass, 1, MostPeriods);
        var levelled = (double[])scores.Clone();
        for (var period = 0; period < periods; period++)
        {
            var rows = order[(int)((long)order.Length * period / periods)..(int)((long)order.Length * (period + 1) / periods)];
            var offset = SegmentOffset.Fit(all, rows, OfAPeriod);
            foreach (var row in rows)
                levelled[row] += offset;
        }

        return levelled;
    }
}
