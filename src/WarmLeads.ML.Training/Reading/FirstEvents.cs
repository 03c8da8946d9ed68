using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>Leads of a history that has no file of leads: each is registered with its first event.</summary>
static class FirstEvents
{
    /// <summary>The leads, in ordinal order of their ids.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="mapping">How its files are read; its attributes are columns of the file of events.</param>
    /// <param name="shift">Added to every instant.</param>
    /// <param name="stop">Stops the reading.</param>
    public static IEnumerable<Lead> ReadLeads(string folder, HistoryMapping mapping, TimeSpan shift, CancellationToken stop)
    {
        using var rows = HistoryRows.Open(folder, "events", mapping.Events.File, mapping);
        var id = rows.Required(mapping.Events.LeadId, "lead_id");
        var occurredAt = rows.Required(mapping.Events.OccurredAt, "occurred_at");
        var attributes = rows.Listed(mapping.Leads.Attributes, "an attribute") ?? [];
        var first = new SortedDictionary<string, Lead>(StringComparer.Ordinal);
        while (rows.Read())
        {
            stop.ThrowIfCancellationRequested();
            // What is incomplete is counted when the events are read.
            if (rows[id].Length == 0 || rows[occurredAt].Length == 0)
                continue;
            var leadId = rows.Id(id);
            var moment = rows.Instant(occurredAt) + shift;
            if (first.TryGetValue(leadId, out var earlier) && earlier.CreatedAt <= moment)
                continue;
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (column, name) in attributes)
            {
                if (rows.Value(column) is { Length: > 0 } text)
                    values.Add(name, text);
            }

            first[leadId] = new Lead(leadId, moment) { Attributes = values };
        }

        return first.Values;
    }
}
