using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Reads the transitions of a period out of the store and makes the funnel of them.</summary>
/// <param name="store">The store.</param>
/// <param name="roll">The leads.</param>
/// <param name="evaluator">Whose criteria say what a lead's segment is.</param>
sealed class FunnelReader(IPoolStore store, LeadRoll roll, TemperatureEvaluator evaluator)
{
    const int TransitionsAtATime = 2000;

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

        var known = new Dictionary<string, (string Source, string Segment)>(StringComparer.Ordinal);
        var counts = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        var moved = builder.LeadIds.ToHashSet(StringComparer.Ordinal);
        await foreach (var lead in roll.ReadAsync(stop))
        {
            var segment = evaluator.Criteria.SegmentOf(lead);
            counts[segment] = counts.GetValueOrDefault(segment) + 1;
            if (moved.Contains(lead.Id))
                known[lead.Id] = (SourceOf(lead), segment);
        }

        var meanwhile = (await store.ListEndsAsync(builder.FirstAt ?? to, to, stop)).Select(end => end.Lead.Id).ToHashSet(StringComparer.Ordinal);
        return builder.Build(
            id => known.GetValueOrDefault(id).Source ?? "", id => known.GetValueOrDefault(id).Segment ?? "", counts, meanwhile.Contains);
    }

    // However the CRM writes the column.
    static string SourceOf(Lead lead) =>
        lead.Attributes.FirstOrDefault(attribute => attribute.Key.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal) is { } name
            && (name.Equals(SourceAttribute, StringComparison.OrdinalIgnoreCase) || name.Equals("leadsource", StringComparison.OrdinalIgnoreCase))).Value ?? "";
}
