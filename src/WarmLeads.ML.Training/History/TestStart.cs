using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>Finds where the test period of a history starts before anything is measured of it: kinds that come up only then must not be known.</summary>
static class TestStart
{
    /// <summary>The moment from which on nothing may be looked at: the start of a test period that was asked for, else now.</summary>
    /// <param name="histories">The histories; read only where a share of the snapshots is the test period.</param>
    /// <param name="how">Where the test period starts, and how snapshots are taken.</param>
    /// <param name="seed">Seed of the draw of cutoffs.</param>
    /// <param name="stop">Stops between leads.</param>
    public static async Task<DateTimeOffset> FindAsync(IAsyncEnumerable<LeadHistory> histories, HistoryOptions how, ulong seed, CancellationToken stop)
    {
        if (how.TestFrom is null && how.TestFraction is null)
            return how.Now;
        List<Snapshot> decided = [];
        if (how.TestFrom is null)
        {
            var lead = 0;
            await foreach (var history in histories.WithCancellation(stop))
            {
                var known = history.Outcome is { } outcome && outcome.RecordedAt >= how.Now ? history with { Outcome = null } : history;
                foreach (var (cutoff, nights) in SnapshotCalendar.Cutoffs(known, how, seed))
                {
                    var became = SnapshotOutcome.Of(known, cutoff, how);
                    if (became.KnownFrom != DateTimeOffset.MaxValue)
                        decided.Add(new Snapshot(lead, cutoff, became.Converted, nights, double.NaN) { RegisteredAt = known.Lead.CreatedAt, KnownFrom = became.KnownFrom });
                }

                lead++;
            }
        }

        var start = HistorySplit.StartOf(decided, how);
        return start < how.Now ? start : how.Now;
    }
}
