using System.Data;
using System.Data.Common;
using Npgsql;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>What the pool's tables need of PostgreSQL.</summary>
sealed class PostgreSqlDatabase(NpgsqlDataSource source) : IStoreDatabase
{
    // "WLM" and a letter in ASCII; the second key of each lock is the hash of the schema or of leads.
    const int SweepLock = 0x574C4D53;

    /// <summary>The end of an INSERT into `pending_leads`: a lead that waits already gets the next number.</summary>
    public const string OnPendingAgain = "ON CONFLICT (lead_id) DO UPDATE SET number = DEFAULT, has_news = DEFAULT";

    public string MarkPending => $"INSERT INTO pending_leads (lead_id) VALUES (@lead) {OnPendingAgain}";

    public string MarkDue =>
        "INSERT INTO pending_leads (lead_id, has_news) SELECT lead_id, 0 FROM standings WHERE next_look_at <= @now ORDER BY lead_id ON CONFLICT DO NOTHING";

    public string IdTable => "(SELECT place - 1 AS place, id FROM unnest(@ids) WITH ORDINALITY AS list (id, place))";

    public string JoinEach => "JOIN";

    public string LockSweeps => $"SELECT pg_advisory_xact_lock({SweepLock}, hashtext(current_schema()))";

    public string LockIntake => $"SELECT pg_advisory_xact_lock({PostgreSqlIntake.Lock})";

    public string LockErasure => $"SELECT pg_advisory_xact_lock_shared({PostgreSqlIntake.Lock})";

    // Dead rows go when vacuum comes by, which may run only by itself; it does soon after many, and within a day of any.
    public Task<bool> WipeAsync(CancellationToken stop) => Task.FromResult(false);

    // Without fresh statistics the planner takes a new sweep for a small one and sorts all of it for each page.
    public string AfterSweep => "ANALYZE scores";

    public string SkipTaken => "FOR UPDATE SKIP LOCKED";

    public string KeepLeads => "FOR KEY SHARE OF l";

    public string Json(string parameter) => $"CAST({parameter} AS json)";

    /// <summary>Makes leads pending within the transaction of a connection.</summary>
    public static async Task MarkPendingAllAsync(NpgsqlConnection connection, IReadOnlyCollection<string> leadIds, CancellationToken stop)
    {
        if (leadIds.Count == 0)
            return;
        // In their order, so that two transactions that mark the same leads wait for each other and cannot deadlock.
        await using var mark = LeadQueries.Command(connection,
            $"INSERT INTO pending_leads (lead_id) SELECT id FROM unnest(@ids) AS list (id) {OnPendingAgain}",
            ("ids", leadIds.Order(StringComparer.Ordinal).ToArray()));
        await mark.ExecuteNonQueryAsync(stop);
    }

    // First all rows in the order in which whoever records events takes them, so that nobody waits for each other for ever; one that
    // was gone meanwhile is looked at once more. What is known of news of the lead itself stays.
    public async Task MarkToldAsync(DbConnection connection, IReadOnlyList<string> told, IReadOnlyList<string> released, CancellationToken stop)
    {
        await using var hold = LeadQueries.Command(connection,
            "INSERT INTO pending_leads (lead_id, has_news) SELECT id, 0 FROM unnest(@ids) AS list (id) " +
            "ON CONFLICT (lead_id) DO UPDATE SET has_news = pending_leads.has_news",
            ("ids", told.Union(released, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray()));
        await hold.ExecuteNonQueryAsync(stop);
        await using var mark = LeadQueries.Command(connection,
            "UPDATE pending_leads SET number = DEFAULT WHERE lead_id = ANY (@ids)", ("ids", told.ToArray()));
        await mark.ExecuteNonQueryAsync(stop);
    }

    public object IdValues(IReadOnlyList<string> ids) => ids.ToArray();

    public async Task<int[]> ExecuteEachAsync(DbConnection connection, string sql, IReadOnlyList<object[]> rows, CancellationToken stop)
    {
        var written = new int[rows.Count];
        if (rows.Count == 0)
            return written;
        // All rows in one round trip.
        await using var batch = new NpgsqlBatch((NpgsqlConnection)connection);
        foreach (var row in rows)
        {
            var command = new NpgsqlBatchCommand(sql);
            for (var i = 0; i < row.Length; i++)
                command.Parameters.Add(new NpgsqlParameter($"p{i}", row[i]));
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(stop);
        for (var i = 0; i < written.Length; i++)
            written[i] = (int)batch.BatchCommands[i].RecordsAffected;
        return written;
    }

    public Task<IPendingClaim> ClaimPendingAsync(int limit, CancellationToken stop) => PostgreSqlClaim.TakeAsync(source, limit, stop);

    public async Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var result = await work(connection);
        // Asked to stop from here on, it is done all the same: nobody could tell whether it was.
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        return await work(connection);
    }
}
