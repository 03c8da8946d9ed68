namespace WarmLeads.ML.Training;

/// <summary>Snapshots to learn from and snapshots to be judged on: later ones, of other leads.</summary>
/// <param name="From">The start of the test period.</param>
/// <param name="Train">Indices of snapshots whose outcome was known before it.</param>
/// <param name="Test">Indices of snapshots from then on, of leads that stand nowhere in <paramref name="Train"/>.</param>
public sealed record HistorySplit(DateTimeOffset From, int[] Train, int[] Test)
{
    /// <summary>Indices of snapshots before the test period, of leads that are not tested, whose outcome was not known at its start.</summary>
    public int[] Open { get; init; } = [];

    const double TestShare = 0.35, TestLeadShare = 0.4, OnceTestShare = 0.2;

    /// <summary>Splits snapshots in time.</summary>
    /// <remarks>
    /// Leads that are looked at once are parted by their registration. Where a lead is looked at several times, leads are parted by
    /// their number too, which says nothing of their fate: to part by time alone and then drop leads that stand on both sides would
    /// drop those that stayed open, which are exactly the ones not converted.
    /// </remarks>
    /// <param name="rows">The snapshots: first those of which it is known what became of the lead, which alone are learnt from and judged.</param>
    /// <param name="how">Where the test period starts, and how often a lead is looked at.</param>
    /// <param name="seed">Seed of the draw of leads.</param>
    public static HistorySplit Of(IReadOnlyList<Snapshot> rows, HistoryOptions how, ulong seed)
    {
        Snapshot[] snapshots = [.. rows.TakeWhile(row => row.IsDecided)];
        if (how.CutoffAfter is not null)
        {
            var start = StartOf(snapshots, how);
            return new HistorySplit(
                start, Where(snapshots, snapshot => snapshot.RegisteredAt < start && snapshot.KnownFrom < start),
                Where(snapshots, snapshot => snapshot.RegisteredAt >= start))
            {
                Open = Where(rows, row => row.RegisteredAt < start && row.Cutoff < start && row.KnownFrom >= start),
            };
        }

        var from = StartOf(snapshots, how);
        var leads = Enumerable.Range(0, snapshots.Length == 0 ? 0 : snapshots.Max(snapshot => snapshot.Lead) + 1).ToArray();
        new Random(unchecked((int)seed)).Shuffle(leads);
        var tested = leads[..(int)(TestLeadShare * leads.Length)].ToHashSet();
        return new HistorySplit(
            from, Where(snapshots, snapshot => snapshot.KnownFrom <= from && snapshot.Cutoff < from && !tested.Contains(snapshot.Lead)),
            Where(snapshots, snapshot => snapshot.Cutoff >= from && tested.Contains(snapshot.Lead)))
        {
            Open = Where(rows, row => row.Cutoff < from && row.KnownFrom > from && !tested.Contains(row.Lead)),
        };
    }

    /// <summary>The share of the newest that is the test period, where no moment says where it starts.</summary>
    public static double ShareOf(HistoryOptions how) => how.TestFraction ?? (how.CutoffAfter is null ? TestShare : OnceTestShare);

    /// <summary>Where the test period starts.</summary>
    /// <param name="decided">The snapshots of which it is known what became of the lead.</param>
    /// <param name="how">What was asked for; the newest third or so of the snapshots, or fifth of the leads, where nothing was.</param>
    public static DateTimeOffset StartOf(IReadOnlyList<Snapshot> decided, HistoryOptions how) => how.TestFrom ?? (how.CutoffAfter is null
        ? Newest(decided, snapshot => snapshot.Cutoff, ShareOf(how))
        : Newest(decided, snapshot => snapshot.RegisteredAt, ShareOf(how)));

    /// <summary>Every snapshot whose outcome was known before the test period: what may be learnt from once judging is done.</summary>
    /// <param name="snapshots">The snapshots.</param>
    public int[] KnownBefore(IReadOnlyList<Snapshot> snapshots) =>
        Where(snapshots, snapshot => snapshot.KnownFrom <= From && snapshot.Cutoff < From);

    /// <summary>Whether a snapshot was open when the test period started: taken before, with its outcome not known yet.</summary>
    /// <param name="row">The snapshot.</param>
    public bool IsOpen(Snapshot row) => row.Cutoff < From && row.KnownFrom > From;

    static DateTimeOffset Newest(IReadOnlyList<Snapshot> snapshots, Func<Snapshot, DateTimeOffset> time, double share)
    {
        var times = snapshots.Select(time).Order().ToArray();
        return times.Length == 0 ? DateTimeOffset.MaxValue : times[Math.Min(times.Length - 1, (int)((1 - share) * times.Length))];
    }

    static int[] Where(IReadOnlyList<Snapshot> snapshots, Func<Snapshot, bool> isMeant) =>
        [.. Enumerable.Range(0, snapshots.Count).Where(row => isMeant(snapshots[row]))];
}
