using WarmLeads.ML.Leads;
using WarmLeads.ML.Reports;

namespace WarmLeads.ML.Api;

/// <summary>Lists the warm pool: ranked by the store, without those who must not be contacted, with advice for each.</summary>
/// <param name="store">The store.</param>
/// <param name="advisor">From a lead to what to do.</param>
sealed class PoolLister(IPoolStore store, NurtureAdvisor advisor)
{
    // A filter that few leads pass must not keep a request going through the whole pool.
    const int MostLookedAt = 5000, LeadsAtATime = 200;

    /// <summary>One page: as the answer has it, and as the page for readers does.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="from">Where the page begins; null for the first page.</param>
    /// <param name="now">The moment.</param>
    /// <param name="address">The address of the page after a cursor.</param>
    /// <param name="stop">Stops the queries.</param>
    public async Task<(PoolPage Page, IReadOnlyList<PoolListRow> Rows)> ListAsync(
        PoolQuery query, PoolCursor? from, DateTimeOffset now, Func<PoolCursor, string> address, CancellationToken stop)
    {
        var entries = new List<PoolEntry>();
        var rows = new List<PoolListRow>();
        var rank = from?.Rank ?? 0;
        var most = (int)Math.Min(query.Limit, (query.Capacity ?? long.MaxValue) - rank);
        var (leftOut, lookedAt, after, isEnd) = (0, 0, from?.Last, most <= 0);
        while (!isEnd && entries.Count < most && lookedAt < MostLookedAt)
        {
            var take = query.OnlyOverdue || query.OnlyRewarmed ? LeadsAtATime : Math.Min(LeadsAtATime, most - entries.Count + 1);
            var page = await store.ListStandingsAsync(query.Filter, query.Order, after, take, stop);
            var leads = (await store.FindManyAsync([.. page.Select(item => item.Standing.LeadId)], withColleagues: false, stop))
                .ToDictionary(lead => lead.History.Lead.Id, StringComparer.Ordinal);
            foreach (var item in page)
            {
                if (entries.Count == most)
                    break;
                after = item;
                lookedAt++;
                // Erased since the list was read.
                if (!leads.TryGetValue(item.Standing.LeadId, out var lead))
                    continue;
                if (!lead.Consent.MayContact || !lead.Consent.MayProfile)
                    leftOut++;
                else if (Row(query, item, lead, rank + entries.Count + 1, now) is { } row)
                {
                    rows.Add(row);
                    entries.Add(PoolEntry.From(row, item.Segment));
                }
            }

            isEnd = page.Count < take && (page.Count == 0 || ReferenceEquals(after, page[^1]));
        }

        var listed = rank + entries.Count;
        var next = isEnd || listed >= query.Capacity || after is null ? null : address(PoolCursor.After(after, listed));
        return (new PoolPage(now, entries, leftOut, lookedAt, next), rows);
    }

    PoolListRow? Row(PoolQuery query, RankedStanding item, PoolLead lead, long rank, DateTimeOffset now)
    {
        var isRewarmed = item.Standing.IsRewarmedAt(now);
        if (query.OnlyRewarmed && !isRewarmed)
            return null;
        var advice = advisor.Advise(lead.History, item.Standing, lead.Consent, now);
        return query.OnlyOverdue && !advice.IsOverdue ? null : new PoolListRow(rank, item.Standing, item.Value, isRewarmed, advice, item.TopReason);
    }
}
