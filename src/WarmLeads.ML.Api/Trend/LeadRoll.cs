using System.Runtime.CompilerServices;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>All leads of the store that did not object to profiling, without their events, some at a time.</summary>
/// <param name="store">The store.</param>
sealed class LeadRoll(IPoolStore store)
{
    const int LeadsAtATime = 1000;

    /// <summary>The leads, in order of their ids.</summary>
    public async IAsyncEnumerable<Lead> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        string? last = null;
        while (await store.ListLeadIdsAsync(last, LeadsAtATime, stop) is { Count: > 0 } ids)
        {
            var known = await store.FindLeadsAsync(ids, stop);
            var consents = await store.FindConsentsAsync(ids, stop);
            foreach (var id in ids)
            {
                if (known.TryGetValue(id, out var lead) && consents.GetValueOrDefault(id, LeadConsent.Unknown).MayProfile)
                    yield return lead;
            }
            last = ids[^1];
        }
    }
}
