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
}
