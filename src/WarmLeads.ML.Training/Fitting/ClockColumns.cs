namespace WarmLeads.ML.Training;

/// <summary>Finds columns that tell the time: interest rates, batch numbers, the month of a short history.</summary>
/// <remarks>
/// What such a column says of the outcome cannot be told from what the times themselves did, and its values do not come again.
/// The measure is how much of the rows' time is known once the column is: mutual information over the entropy of the time,
/// in parts of equal size, less what a shuffled column reaches by chance.
/// </remarks>
static class ClockColumns
{
    const int Parts = 20, Bins = 32;
    const double LeastShare = 0.25;

    /// <summary>The share of the time that each column tells, 0..1, where it is a clock; NaN where it is none.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="order">The rows from the oldest to the newest.</param>
    /// <param name="seed">Seed of the shuffles.</param>
    public static double[] Find(TrainingTable table, int[] order, ulong seed)
    {
        var shuffled = (int[])order.Clone();
        new Random(unchecked((int)seed)).Shuffle(shuffled);
        var shares = new double[table.Columns.Count];
        for (var column = 0; column < shares.Length; column++)
        {
            var codes = Codes(table.Columns[column]);
            var share = (EntropyInParts(codes, shuffled) - EntropyInParts(codes, order)) / Math.Log(Parts);
            shares[column] = share >= LeastShare ? share : double.NaN;
        }

        return shares;
    }

    // Values as they are where they are few; else as many bins of about equal size. Missing is a value too.
    static int[] Codes(double[] values)
    {
        var sorted = values.Where(value => !double.IsNaN(value)).Order().ToArray();
        var distinct = sorted.Distinct().Take(Bins + 1).ToArray();
        var edges = distinct.Length <= Bins
            ? distinct
            : [.. Enumerable.Range(1, Bins - 1).Select(i => sorted[(int)((long)i * sorted.Length / Bins)]).Distinct()];
        return [.. values.Select(value => double.IsNaN(value) ? -1 : Array.BinarySearch(edges, value) is var at && at >= 0 ? at : ~at - 1)];
    }

    // The mean entropy of the codes within the parts of an order, nats.
    static double EntropyInParts(int[] codes, int[] order)
    {
        double sum = 0;
        for (var part = 0; part < Parts; part++)
        {
            var counts = new Dictionary<int, int>();
            var (from, to) = ((int)((long)order.Length * part / Parts), (int)((long)order.Length * (part + 1) / Parts));
            for (var i = from; i < to; i++)
                counts[codes[order[i]]] = counts.GetValueOrDefault(codes[order[i]]) + 1;
            foreach (var count in counts.OrderBy(pair => pair.Key).Select(pair => pair.Value))
                sum -= (double)count / order.Length * Math.Log((double)count / (to - from));
        }

        return sum;
    }
}
