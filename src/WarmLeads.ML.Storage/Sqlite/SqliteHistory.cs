using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Leads, events and outcomes in a SQLite file.</summary>
sealed class SqliteHistory(SqliteDatabase database, StoredRows rows, PendingSignal pending)
{
    // CROSS JOIN keeps leads outside, so that both streams walk an index and nothing is sorted but equal instants.
    const string AllEvents =
        $"SELECT {StoredRows.EventColumns} FROM leads l CROSS JOIN events e ON e.lead_id = l.id " +
        "ORDER BY l.id, e.occurred_at, e.source, e.event_id";

    const string EventsByAccount =
        $"SELECT {StoredRows.EventColumns} FROM leads l CROSS JOIN events e ON e.lead_id = l.id " +
        "ORDER BY l.account_id, l.id, e.occurred_at, e.source, e.event_id";

    /// <summary>Lead, kind, occurred, received, source, id, properties.</summary>
    public const string InsertEvent =
        "INSERT INTO events (lead_id, kind, occurred_at, received_at, source, event_id, properties) " +
        "VALUES (@0, @1, @2, @3, @4, @5, @6) ON CONFLICT DO NOTHING";

    /// <summary>Lead, kind, occurred, recorded.</summary>
    public const string InsertOutcome =
        "INSERT INTO outcomes (lead_id, kind, occurred_at, recorded_at) VALUES (@0, @1, @2, @3) ON CONFLICT DO NOTHING";

    const int RowsBetweenLooksAtStop = 256;

    public async Task PutLeadsAsync(IReadOnlyCollection<Lead> leads, CancellationToken stop)
    {
        foreach (var lead in leads)
            RecordCheck.Check(lead);
        const string Sql =
            "INSERT INTO leads (id, created_at, account_id, value, attributes) VALUES (@0, @1, @2, @3, @4) " +
            "ON CONFLICT (id) DO UPDATE SET created_at = excluded.created_at, account_id = excluded.account_id, " +
            "value = excluded.value, attributes = excluded.attributes, since = NULL";
        await database.WriteAsync(connection =>
        {
            // SQLite answers at once.
            var erased = ErasureTable.FindErasedAsync(connection, database, [.. leads.Select(lead => lead.Id)], stop).GetAwaiter().GetResult();
            Lead[] kept = [.. leads.Where(lead => !erased.Contains(lead.Id))];
            var written = Insert(connection, Sql, kept, 5, (lead, values) =>
            {
                values[0].Value = lead.Id;
                values[1].Value = rows.Instants.ToStored(lead.CreatedAt);
                values[2].Value = (object?)lead.AccountId ?? DBNull.Value;
                values[3].Value = (object?)lead.Value ?? DBNull.Value;
                values[4].Value = StoredProperties.Write(lead.Attributes);
            }, stop);
            SqliteDatabase.MarkPendingAll(connection, kept.Select(lead => lead.Id));
            return Task.FromResult(written);
        }, stop);
        pending.Set();
    }

    /// <summary>All histories out of one snapshot of the file.</summary>
    public IAsyncEnumerable<LeadHistory> ReadAsync(CancellationToken stop) => ReadAsync(LeadQueries.AllLeads, AllEvents, stop);

    /// <summary>All histories with those of their accounts out of one snapshot of the file.</summary>
    public IAsyncEnumerable<LeadHistory> ReadByAccountAsync(CancellationToken stop) =>
        LeadHistoryMerge.ByAccountAsync(ReadAsync(LeadQueries.LeadsByAccount, EventsByAccount, stop), stop);

    async IAsyncEnumerable<LeadHistory> ReadAsync(string allLeads, string allEvents, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var reader = database.OpenReader();
        using var snapshot = reader.BeginTransaction(deferred: true);
        var leads = StreamAsync(reader, allLeads, rows.ReadLead, stop);
        var events = StreamAsync(reader, allEvents, rows.ReadEvent, stop);
        await foreach (var history in LeadHistoryMerge.MergeAsync(leads, events, stop))
            yield return history;
    }

    /// <summary>Inserts items with one prepared statement.</summary>
    /// <returns>How many rows were written.</returns>
    public static int Insert<T>(SqliteConnection connection, string sql, IEnumerable<T> items, int parameterCount,
                                Action<T, SqliteParameter[]> fill, CancellationToken stop)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        var values = new SqliteParameter[parameterCount];
        for (var i = 0; i < values.Length; i++)
            values[i] = command.Parameters.Add(new SqliteParameter { ParameterName = $"@{i}" });
        int written = 0, seen = 0;
        foreach (var item in items)
        {
            if (seen++ % RowsBetweenLooksAtStop == 0)
                stop.ThrowIfCancellationRequested();
            fill(item, values);
            written += command.ExecuteNonQuery();
        }

        stop.ThrowIfCancellationRequested();
        return written;
    }

    async IAsyncEnumerable<T> StreamAsync<T>(
        SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var row = await command.ExecuteReaderAsync(stop);
        while (database.Next(row))
            yield return read(row);
    }
}
