using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Leads, events and outcomes in PostgreSQL.</summary>
sealed class PostgreSqlHistory(NpgsqlDataSource source, StoredRows rows, PendingSignal pending)
{
    const int RowsPerFetch = 2000;

    const string AllEvents =
        $"SELECT {StoredRows.EventColumns} FROM leads l JOIN events e ON e.lead_id = l.id " +
        "ORDER BY l.id, e.occurred_at, e.source, e.event_id";

    const string EventsByAccount =
        $"SELECT {StoredRows.EventColumns} FROM leads l JOIN events e ON e.lead_id = l.id " +
        "ORDER BY l.account_id NULLS FIRST, l.id, e.occurred_at, e.source, e.event_id";

    public async Task<int> PutLeadsAsync(IReadOnlyCollection<Lead> leads, CancellationToken stop)
    {
        var last = new SortedDictionary<string, Lead>(StringComparer.Ordinal);
        foreach (var lead in leads)
        {
            RecordCheck.Check(lead);
            last[lead.Id] = lead;
        }

        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var database = new PostgreSqlDatabase(source);
        await using (var guard = new NpgsqlCommand(database.LockErasure, connection))
            await guard.ExecuteNonQueryAsync(stop);
        foreach (var erased in await ErasureTable.FindErasedAsync(connection, database, [.. last.Keys], stop))
            last.Remove(erased);
        var written = await InsertAsync(
            connection, "INSERT INTO leads (id, created_at, account_id, value, attributes) SELECT * FROM unnest($1, $2, $3, $4, $5) " +
            "ON CONFLICT (id) DO UPDATE SET created_at = excluded.created_at, account_id = excluded.account_id, " +
            "value = excluded.value, attributes = excluded.attributes, since = NULL RETURNING id", stop,
            Column(NpgsqlDbType.Text, last.Values, lead => lead.Id),
            Column(NpgsqlDbType.TimestampTz, last.Values, lead => TimestampColumn.Utc(lead.CreatedAt)),
            Column(NpgsqlDbType.Text, last.Values, lead => lead.AccountId),
            Column(NpgsqlDbType.Double, last.Values, lead => lead.Value),
            Column(NpgsqlDbType.Json, last.Values, lead => StoredProperties.Write(lead.Attributes)));
        await transaction.CommitAsync(CancellationToken.None);
        pending.Set();
        return written;
    }

    /// <summary>All histories out of one snapshot of the database.</summary>
    public IAsyncEnumerable<LeadHistory> ReadAsync(CancellationToken stop) => ReadAsync(LeadQueries.AllLeads, AllEvents, stop);

    /// <summary>All histories with those of their accounts out of one snapshot of the database.</summary>
    public IAsyncEnumerable<LeadHistory> ReadByAccountAsync(CancellationToken stop) =>
        LeadHistoryMerge.ByAccountAsync(ReadAsync(LeadQueries.LeadsByAccount, EventsByAccount, stop), stop);

    async IAsyncEnumerable<LeadHistory> ReadAsync(string allLeads, string allEvents, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        await using (var declare = new NpgsqlCommand(
            $"DECLARE all_leads NO SCROLL CURSOR FOR {allLeads}; " +
            $"DECLARE all_events NO SCROLL CURSOR FOR {allEvents}", connection))
            await declare.ExecuteNonQueryAsync(stop);
        var leads = FetchAsync(connection, "all_leads", rows.ReadLead, stop);
        var events = FetchAsync(connection, "all_events", rows.ReadEvent, stop);
        await foreach (var history in LeadHistoryMerge.MergeAsync(leads, events, stop))
            yield return history;
    }

    // One connection answers one question at a time, so that two streams take turns, a page each.
    static async IAsyncEnumerable<T> FetchAsync<T>(
        NpgsqlConnection connection, string cursor, Func<NpgsqlDataReader, T> read, [EnumeratorCancellation] CancellationToken stop)
    {
        var page = new List<T>(RowsPerFetch);
        do
        {
            page.Clear();
            await using (var fetch = new NpgsqlCommand($"FETCH FORWARD {RowsPerFetch} FROM {cursor}", connection))
            await using (var row = await fetch.ExecuteReaderAsync(stop))
                while (await row.ReadAsync(stop))
                    page.Add(read(row));
            foreach (var item in page)
                yield return item;
        }
        while (page.Count == RowsPerFetch);
    }

    // Writes leads, and in the same statement that they are to be looked at.
    static async Task<int> InsertAsync(NpgsqlConnection connection, string sql, CancellationToken stop, params NpgsqlParameter[] columns)
    {
        await using var command = new NpgsqlCommand(
            $"WITH written (lead_id) AS ({sql}) INSERT INTO pending_leads (lead_id) SELECT lead_id FROM written ORDER BY lead_id " +
            PostgreSqlDatabase.OnPendingAgain, connection);
        command.Parameters.AddRange(columns);
        return await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>A column of a batch as a binary array.</summary>
    public static NpgsqlParameter Column<T, TValue>(NpgsqlDbType type, IReadOnlyCollection<T> items, Func<T, TValue> value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = items.Select(value).ToArray() };
}
