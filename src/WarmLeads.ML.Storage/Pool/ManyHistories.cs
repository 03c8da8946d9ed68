using System.Data.Common;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Histories of some leads in two questions, or three with their colleagues.</summary>
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
    public async Task<LeadHistory?[]> FindAsync(DbConnection connection, IReadOnlyList<string> ids, bool withColleagues, CancellationToken stop)
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

        var accounts = withColleagues ? await ReadAccountsAsync(connection, found, stop) : [];
        // Each lead's events are read once, however many colleagues ask for them.
        string[] all = [.. ids, .. accounts.Values.SelectMany(members => members).Except(ids, StringComparer.Ordinal)];
        var events = await ReadEventsAsync(connection, all, stop);
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is { } history && events[i] is { } own)
                found[i] = history with { Events = own };
        }

        return withColleagues ? WithColleagues(found, accounts, all, events) : found;
    }

    async Task<Dictionary<string, List<string>>> ReadAccountsAsync(DbConnection connection, LeadHistory?[] leads, CancellationToken stop)
    {
        string[] accounts = [.. leads.Select(history => history?.Lead.AccountId).OfType<string>().Distinct(StringComparer.Ordinal)];
        var membersOf = accounts.ToDictionary(account => account, _ => new List<string>(), StringComparer.Ordinal);
        if (accounts.Length == 0)
            return membersOf;
        await using var members = LeadQueries.Command(connection,
            $"SELECT i.id, l.id FROM {database.IdTable} i {database.JoinEach} leads l ON l.account_id = i.id", ("ids", database.IdValues(accounts)));
        await using var row = await members.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
            membersOf[row.GetString(0)].Add(row.GetString(1));
        return membersOf;
    }

    static LeadHistory?[] WithColleagues(
        LeadHistory?[] found, Dictionary<string, List<string>> accounts, string[] all, List<EngagementEvent>?[] events)
    {
        var placeOf = new Dictionary<string, int>(all.Length, StringComparer.Ordinal);
        for (var i = 0; i < all.Length; i++)
            placeOf[all[i]] = i;
        var eventsOf = accounts.ToDictionary(
            account => account.Key,
            account => account.Value.Count < 2 ? [] : account.Value.Select(id => events[placeOf[id]]).OfType<IReadOnlyList<EngagementEvent>>().ToArray(),
            StringComparer.Ordinal);
        return [.. found.Select(history => history is null ? null : history with
        {
            EventsOfAccount = history.Lead.AccountId is { } account ? eventsOf[account] : [],
        })];
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
