using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Reads the transitions of a period out of the store and makes the funnel of them.</summary>
/// <param name="store">The store.</param>
sealed class FunnelReader(IPoolStore store)
{
    const int TransitionsAtATime = 2000, LeadsAtATime = 1000;

    /// <summary>The attribute of a lead that says where it came from.</summary>
    public const string SourceAttribute = "source";

    /// <summary>The funnel of a period.</summary>
    /// <param name="from">Its first instant.</param>
    /// <param name="to">The instant that it ends before.</param>
    /// <param name="stop">Stops the queries.</param>
    public async Task<FunnelReport> ReadAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        var builder = new FunnelBuilder(from, to);
        Transition? last = null;
        while (await store.ListTransitionsSinceAsync(from, last, TransitionsAtATime, stop) is { Count: > 0 } page && page[0].At < to)
        {
            foreach (var transition in page)
                builder.Add(transition);
            last = page[^1];
        }

        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var ids in builder.LeadIds.Chunk(LeadsAtATime))
        {
            foreach (var (id, lead) in await store.FindLeadsAsync(ids, stop))
                sources[id] = SourceOf(lead);
        }

        var meanwhile = (await store.ListEndsAsync(builder.FirstAt ?? to, to, stop)).Select(end => end.Lead.Id).ToHashSet(StringComparer.Ordinal);
        return builder.Build(id => sources.GetValueOrDefault(id, ""), (await store.CountAsync(stop)).Leads, meanwhile.Contains);
    }

    // However the CRM writes the column.
    static string SourceOf(Lead lead) =>
        lead.Attributes.FirstOrDefault(attribute => attribute.Key.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal) is { } name
            && (name.Equals(SourceAttribute, StringComparison.OrdinalIgnoreCase) || name.Equals("leadsource", StringComparison.OrdinalIgnoreCase))).Value ?? "";
}
