using System.Runtime.CompilerServices;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Two streams in the same order of lead ids become one history per lead.</summary>
/// <remarks>
/// leads   a        b    c
/// events  a1 a2         c1     every event's lead is among the leads
/// out     a[1 2]   b[]  c[1]
/// </remarks>
static class LeadHistoryMerge
{
    public static async IAsyncEnumerable<LeadHistory> MergeAsync(
        IAsyncEnumerable<LeadHistory> leads, IAsyncEnumerable<EngagementEvent> events,
        [EnumeratorCancellation] CancellationToken stop)
    {
        await using var next = events.GetAsyncEnumerator(stop);
        var more = await next.MoveNextAsync();
        await foreach (var lead in leads.WithCancellation(stop))
        {
            stop.ThrowIfCancellationRequested();
            var own = new List<EngagementEvent>();
            while (more && next.Current.LeadId == lead.Lead.Id)
            {
                own.Add(next.Current);
                more = await next.MoveNextAsync();
            }

            yield return lead with { Events = own };
        }
    }

    /// <summary>Hands each lead the events of its account; the leads of an account come one after the other.</summary>
    public static async IAsyncEnumerable<LeadHistory> ByAccountAsync(
        IAsyncEnumerable<LeadHistory> histories, [EnumeratorCancellation] CancellationToken stop)
    {
        var together = new List<LeadHistory>();
        await foreach (var history in histories.WithCancellation(stop))
        {
            if (together.Count > 0 && (history.Lead.AccountId is not { } account || account != together[^1].Lead.AccountId))
            {
                foreach (var one in LeadHistory.Together(together))
                    yield return one;
                together.Clear();
            }

            together.Add(history);
        }

        foreach (var one in LeadHistory.Together(together))
            yield return one;
    }
}
