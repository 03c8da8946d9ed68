using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

// What the pool's tables need of it.
sealed partial class SqliteDatabase : IStoreDatabase
{
    const int RowsBetweenLooksAtStop = 256, WipeAttempts = 50;

    // A row is replaced, so that the lead gets the next number and waits behind the others.
    public string MarkPending => "INSERT OR REPLACE INTO pending_leads (lead_id) VALUES (@lead)";

    public string MarkDue =>
        "INSERT INTO pending_leads (lead_id, has_news) SELECT lead_id, 0 FROM standings WHERE next_look_at <= @now " +
        "AND lead_id NOT IN (SELECT lead_id FROM pending_leads)";

    public string IdTable => "(SELECT key AS place, value AS id FROM json_each(@ids))";

    // The left table of a CROSS JOIN is always the outer loop.
    public string JoinEach => "CROSS JOIN";

    // One transaction writes at a time.
    public string LockSweeps => "";

    public string AfterSweep => "";

    public string LockIntake => "";

    public string LockErasure => "";

    /// <summary>Folds the log, which holds what the removed rows were, into the file and cuts it; the file's own pages were overwritten when they were removed.</summary>
    public async Task<bool> WipeAsync(CancellationToken stop)
    {
        await using var beside = new SqliteConnection(Setting(SqliteOpenMode.ReadWrite, pooling: false));
        await beside.OpenAsync(stop);
        // Who reads holds on to the log; requests are short.
        for (var attempt = 0; attempt < WipeAttempts; attempt++)
        {
            if (attempt > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(100), stop);
            await using var command = LeadQueries.Command(beside, "PRAGMA wal_checkpoint(TRUNCATE)");
            if (await command.ExecuteScalarAsync(stop) is 0L)
                return true;
        }

        return false;
    }

    public string SkipTaken => "";

    public string KeepLeads => "";

    public string Json(string parameter) => parameter;

    public object IdValues(IReadOnlyList<string> ids) => JsonSerializer.Serialize(ids);

    /// <summary>Makes leads pending within the transaction of a connection.</summary>
    public static void MarkPendingAll(SqliteConnection connection, IEnumerable<string> leadIds)
    {
        using var mark = new SqliteStatement(connection, "INSERT OR REPLACE INTO pending_leads (lead_id) VALUES (@0)", 1);
        foreach (var id in leadIds)
            mark.Run(id);
    }

    public Task<int[]> ExecuteEachAsync(DbConnection connection, string sql, IReadOnlyList<object[]> rows, CancellationToken stop)
    {
        var written = new int[rows.Count];
        if (rows.Count == 0)
            return Task.FromResult(written);
        using var command = ((SqliteConnection)connection).CreateCommand();
        command.CommandText = sql;
        var values = new SqliteParameter[rows[0].Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" });
        for (var number = 0; number < rows.Count; number++)
        {
            if (number % RowsBetweenLooksAtStop == 0)
                stop.ThrowIfCancellationRequested();
            for (var i = 0; i < values.Length; i++)
                values[i].Value = rows[number][i];
            written[number] = command.ExecuteNonQuery();
        }

        return Task.FromResult(written);
    }

    // What is known of news of the lead itself stays.
    public Task MarkToldAsync(DbConnection connection, IReadOnlyList<string> told, IReadOnlyList<string> released, CancellationToken stop) =>
        ExecuteEachAsync(connection,
            "INSERT OR REPLACE INTO pending_leads (lead_id, has_news) VALUES (@p0, coalesce((SELECT has_news FROM pending_leads WHERE lead_id = @p0), 0))",
            [.. told.Select(id => new object[] { id })], stop);

    // One process uses the file, and one monitor the process: nobody else claims.
    public Task<IPendingClaim> ClaimPendingAsync(int limit, CancellationToken stop) => ReadAsync(async connection =>
    {
        await using var command = LeadQueries.Command(connection,
            "SELECT lead_id, number, has_news FROM pending_leads ORDER BY number LIMIT @limit", ("limit", limit));
        await using var row = await command.ExecuteReaderAsync(stop);
        var leads = new List<PendingLead>();
        while (await row.ReadAsync(stop))
            leads.Add(new PendingLead(row.GetString(0), row.GetInt64(1), row.GetInt64(2) != 0));
        return (IPendingClaim)new OpenClaim(leads);
    });

    Task<T> IStoreDatabase.WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken stop) =>
        WriteAsync(connection => work(connection), stop);

    Task<T> IStoreDatabase.ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return ReadAsync(connection => work(connection));
    }

    sealed class OpenClaim(IReadOnlyList<PendingLead> leads) : IPendingClaim
    {
        public IReadOnlyList<PendingLead> Leads => leads;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
