using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Leads, events and outcomes in PostgreSQL.</summary>
/// <remarks>
/// A batch goes by binary COPY into a table of the transaction's own and from there, in the order of its keys,
/// into the table that all share: two batches with the same keys wait for each other and cannot deadlock.
/// </remarks>
sealed class PostgreSqlHistory(NpgsqlDataSource source, StoredRows rows)
{
    const int RowsPerFetch = 2000;

    const string AllEvents =
        $"SELECT {StoredRows.EventColumns} FROM leads l JOIN events e ON e.lead_id = l.id " +
        "ORDER BY l.id, e.occurred_at, e.source, e.event_id";

    public Task PutLeadsAsync(IReadOnlyCollection<Lead> leads, CancellationToken stop)
    {
        var last = new SortedDictionary<string, Lead>(StringComparer.Ordinal);
        foreach (var lead in leads)
        {
            RecordCheck.Check(lead);
            last[lead.Id] = lead;
        }

        return CopyAsync("leads", "id, created_at, account_id, value, attributes", last.Values, async (copy, lead) =>
        {
            await copy.WriteAsync(lead.Id, NpgsqlDbType.Text, stop);
            await copy.WriteAsync(TimestampColumn.Utc(lead.CreatedAt), NpgsqlDbType.TimestampTz, stop);
            await WriteNullableAsync(copy, lead.AccountId, NpgsqlDbType.Text, stop);
            if (lead.Value is { } value)
                await copy.WriteAsync(value, NpgsqlDbType.Double, stop);
            else
                await copy.WriteNullAsync(stop);
            await copy.WriteAsync(StoredProperties.Write(lead.Attributes), NpgsqlDbType.Json, stop);
        }, "(id) DO UPDATE SET created_at = excluded.created_at, account_id = excluded.account_id, " +
           "value = excluded.value, attributes = excluded.attributes", stop);
    }

    public Task<int> AppendEventsAsync(IReadOnlyCollection<EngagementEvent> events, CancellationToken stop)
    {
        var first = new Dictionary<(string, string), EngagementEvent>(events.Count);
        foreach (var happened in events)
        {
            RecordCheck.Check(happened);
            first.TryAdd((happened.Source, happened.EventId), happened);
        }

        var ordered = first.Values.OrderBy(e => e.Source, StringComparer.Ordinal).ThenBy(e => e.EventId, StringComparer.Ordinal);
        return CopyAsync("events", "lead_id, kind, occurred_at, received_at, source, event_id, properties", ordered,
            async (copy, happened) =>
            {
                await copy.WriteAsync(happened.LeadId, NpgsqlDbType.Text, stop);
                await copy.WriteAsync(happened.Kind, NpgsqlDbType.Text, stop);
                await copy.WriteAsync(TimestampColumn.Utc(happened.OccurredAt), NpgsqlDbType.TimestampTz, stop);
                await copy.WriteAsync(TimestampColumn.Utc(happened.ReceivedAt), NpgsqlDbType.TimestampTz, stop);
                await copy.WriteAsync(happened.Source, NpgsqlDbType.Text, stop);
                await copy.WriteAsync(happened.EventId, NpgsqlDbType.Text, stop);
                await copy.WriteAsync(StoredProperties.Write(happened.Properties), NpgsqlDbType.Json, stop);
            }, "DO NOTHING", stop);
    }

    public Task<int> AppendOutcomesAsync(IReadOnlyCollection<Outcome> outcomes, CancellationToken stop)
    {
        var first = new SortedDictionary<string, Outcome>(StringComparer.Ordinal);
        foreach (var outcome in outcomes)
        {
            RecordCheck.Check(outcome);
            first.TryAdd(outcome.LeadId, outcome);
        }

        return CopyAsync("outcomes", "lead_id, kind, occurred_at, recorded_at", first.Values, async (copy, outcome) =>
        {
            await copy.WriteAsync(outcome.LeadId, NpgsqlDbType.Text, stop);
            await copy.WriteAsync(outcome.Kind.ToString(), NpgsqlDbType.Text, stop);
            await copy.WriteAsync(TimestampColumn.Utc(outcome.OccurredAt), NpgsqlDbType.TimestampTz, stop);
            await copy.WriteAsync(TimestampColumn.Utc(outcome.RecordedAt), NpgsqlDbType.TimestampTz, stop);
        }, "DO NOTHING", stop);
    }

    /// <summary>All histories out of one snapshot of the database.</summary>
    public async IAsyncEnumerable<LeadHistory> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        await using (var declare = new NpgsqlCommand(
            $"DECLARE all_leads NO SCROLL CURSOR FOR {LeadQueries.AllLeads}; " +
            $"DECLARE all_events NO SCROLL CURSOR FOR {AllEvents}", connection))
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

    async Task<int> CopyAsync<T>(string table, string columns, IEnumerable<T> items,
                                 Func<NpgsqlBinaryImporter, T, Task> write, string onConflict, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await using (var create = new NpgsqlCommand($"CREATE TEMP TABLE incoming (LIKE {table}) ON COMMIT DROP", connection))
            await create.ExecuteNonQueryAsync(stop);
        await using (var copy = await connection.BeginBinaryImportAsync($"COPY incoming ({columns}) FROM STDIN (FORMAT BINARY)", stop))
        {
            foreach (var item in items)
            {
                await copy.StartRowAsync(stop);
                await write(copy, item);
            }

            await copy.CompleteAsync(stop);
        }

        // COPY kept the order, and a plain scan of a new table hands it back.
        await using var insert = new NpgsqlCommand(
            $"INSERT INTO {table} ({columns}) SELECT {columns} FROM incoming ON CONFLICT {onConflict}", connection);
        var written = await insert.ExecuteNonQueryAsync(stop);
        // Past this point a stop could no longer tell whether the batch is in.
        await transaction.CommitAsync(CancellationToken.None);
        return written;
    }

    static Task WriteNullableAsync(NpgsqlBinaryImporter copy, string? text, NpgsqlDbType type, CancellationToken stop) =>
        text is null ? copy.WriteNullAsync(stop) : copy.WriteAsync(text, type, stop);
}
