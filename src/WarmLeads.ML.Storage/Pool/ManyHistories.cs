using System.Data.Common;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Histories of some leads in two questions.</summary>
sealed class ManyHistories(IStoreDatabase database, StoredRows rows)
{
    const int LeadColumnCount = 8, EventColumnCount = 7;

    static readonly Comparison<EngagementEvent> InOrder = (left, right) =>
    {
        var time = left.OccurredAt.CompareTo(right.OccurredAt);
        if (time != 0)
            return time;
        var source = string.CompareOrdinal(left.Source, right.Source);
        return source != 0 ? source : string.CompareOrdinal(left.EventId, right.EventId);
    };

    /// <summary>Histories by their place among the ids; null where the id is unknown.</summary>
    public async Task<LeadHistory?[]> FindAsync(DbConnection connection, IReadOnlyList<string> ids, CancellationToken stop)
    {
        var found = new LeadHistory?[ids.Count];
        if (ids.Count == 0)
            return found;
        await using (var leads = LeadQueries.Command(connection,
            $"SELECT {StoredRows.LeadAndOutcomeColumns}, i.place FROM {database.IdTable} i {database.JoinEach} leads l ON l.id = i.id " +
            "LEFT JOIN outcomes o ON o.lead_id = l.id", ("ids", database.IdValues(ids))))
        {
            await using var row = await leads.ExecuteReaderAsync(stop);
            while (await row.ReadAsync(stop))
                found[row.GetInt64(LeadColumnCount)] = rows.ReadLead(row);
        }

        var events = await ReadEventsAsync(connection, ids, stop);
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is { } history && events[i] is { } own)
                found[i] = history with { Events = own };
        }

        return found;
    }

    async Task<List<EngagementEvent>?[]> ReadEventsAsync(DbConnection connection, IReadOnlyList<string> ids, CancellationToken stop)
    {
        var eventsOf = new List<EngagementEvent>?[ids.Count];
        await using (var events = LeadQueries.Command(connection,
            $"SELECT {StoredRows.EventColumns}, i.place FROM {database.IdTable} i {database.JoinEach} events e ON e.lead_id = i.id",
            ("ids", database.IdValues(ids))))
        {
            await using var row = await events.ExecuteReaderAsync(stop);
            while (await row.ReadAsync(stop))
                (eventsOf[row.GetInt64(EventColumnCount)] ??= []).Add(rows.ReadEvent(row));
        }

        // The index gives them in order of time; only equal times may be in disorder, and nobody promises more.
        foreach (var own in eventsOf)
        {
            if (own is not null && !IsInOrder(own))
                own.Sort(InOrder);
        }

        return eventsOf;
    }

    static bool IsInOrder(List<EngagementEvent> events)
    {
        for (var i = 1; i < events.Count; i++)
        {
            if (InOrder(events[i - 1], events[i]) > 0)
                return false;
        }

        return true;
    }
}
