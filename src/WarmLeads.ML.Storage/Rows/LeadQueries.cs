using System.Data.Common;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>The questions that both databases answer to the same SQL.</summary>
/// <remarks>A sweep counts as complete, and is seen, once its number of leads is set.</remarks>
sealed class LeadQueries(StoredRows rows)
{
    /// <summary>All leads with their outcome, in the order of their id.</summary>
    public const string AllLeads =
        $"SELECT {StoredRows.LeadAndOutcomeColumns} FROM leads l LEFT JOIN outcomes o ON o.lead_id = l.id ORDER BY l.id";

    /// <summary>All leads with their outcome, in the order of account and id.</summary>
    public const string LeadsByAccount =
        $"SELECT {StoredRows.LeadAndOutcomeColumns} FROM leads l LEFT JOIN outcomes o ON o.lead_id = l.id ORDER BY l.account_id NULLS FIRST, l.id";

    const string OneLead =
        $"SELECT {StoredRows.LeadAndOutcomeColumns} FROM leads l LEFT JOIN outcomes o ON o.lead_id = l.id WHERE l.id = @id";

    const string EventsOfOneLead =
        $"SELECT {StoredRows.EventColumns} FROM events e WHERE e.lead_id = @id ORDER BY e.occurred_at, e.source, e.event_id";

    const string FirstScores =
        $"SELECT {StoredRows.ScoreColumns} FROM scores s JOIN score_sweeps w ON w.id = s.sweep_id " +
        "WHERE s.sweep_id = @sweep AND w.lead_count IS NOT NULL ORDER BY s.probability DESC, s.lead_id LIMIT @limit";

    // Two ranges of the same index: the rest of the equal probabilities, then the lower ones.
    const string NextScores =
        "SELECT * FROM (SELECT * FROM (" +
        $"SELECT {StoredRows.ScoreColumns} FROM scores s JOIN score_sweeps w ON w.id = s.sweep_id " +
        "WHERE s.sweep_id = @sweep AND w.lead_count IS NOT NULL AND s.probability = @probability AND s.lead_id > @lead " +
        "ORDER BY s.lead_id LIMIT @limit) AS equal_ones UNION ALL SELECT * FROM (" +
        $"SELECT {StoredRows.ScoreColumns} FROM scores s JOIN score_sweeps w ON w.id = s.sweep_id " +
        "WHERE s.sweep_id = @sweep AND w.lead_count IS NOT NULL AND s.probability < @probability " +
        "ORDER BY s.probability DESC, s.lead_id LIMIT @limit) AS lower_ones) AS page " +
        "ORDER BY probability DESC, lead_id LIMIT @limit";

    public async Task<StoreCounts> CountAsync(DbConnection connection, CancellationToken stop)
    {
        await using var command = Command(connection,
            "SELECT (SELECT count(*) FROM leads), (SELECT count(*) FROM events), (SELECT count(*) FROM outcomes), " +
            "(SELECT max(received_at) FROM events)");
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return new StoreCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), rows.Instants.FromNullable(row, 3));
    }

    public async Task<LeadHistory?> FindAsync(DbConnection connection, string leadId, CancellationToken stop)
    {
        if (!RecordCheck.CanBeKey(leadId))
            return null;
        // Two questions in one round trip.
        await using var command = Command(connection, $"{OneLead}; {EventsOfOneLead}", ("id", leadId));
        await using var row = await command.ExecuteReaderAsync(stop);
        if (!await row.ReadAsync(stop))
            return null;
        var lead = rows.ReadLead(row);
        await row.NextResultAsync(stop);
        return lead with { Events = await AllAsync(row, rows.ReadEvent, stop) };
    }

    public async Task<ScoreSweep?> FindLatestSweepAsync(DbConnection connection, string modelName, CancellationToken stop)
    {
        if (!RecordCheck.CanBeKey(modelName))
            return null;
        await using var command = Command(connection,
            $"SELECT {StoredRows.SweepColumns} FROM score_sweeps w " +
            "WHERE w.model_name = @model AND w.lead_count IS NOT NULL ORDER BY w.id DESC LIMIT 1", ("model", modelName));
        return await FirstAsync(command, rows.ReadSweep, stop);
    }

    public async Task<ScoreSweep?> FindSweepAsync(DbConnection connection, long sweepId, CancellationToken stop)
    {
        await using var command = Command(connection,
            $"SELECT {StoredRows.SweepColumns} FROM score_sweeps w WHERE w.id = @sweep AND w.lead_count IS NOT NULL",
            ("sweep", sweepId));
        return await FirstAsync(command, rows.ReadSweep, stop);
    }

    public static async Task<IReadOnlyList<LeadScore>> ListScoresAsync(
        DbConnection connection, long sweepId, LeadScore? after, int limit, CancellationToken stop)
    {
        if (after is not null)
            RecordCheck.Check(after);
        await using var command = after is null
            ? Command(connection, FirstScores, ("sweep", sweepId), ("limit", limit))
            : Command(connection, NextScores, ("sweep", sweepId), ("limit", limit),
                ("probability", after.Probability), ("lead", after.LeadId));
        return await AllAsync(command, row => StoredRows.ReadScore(row), stop);
    }

    public async Task<IReadOnlyList<ScoreHistoryEntry>> ListScoreHistoryAsync(
        DbConnection connection, string leadId, CancellationToken stop)
    {
        if (!RecordCheck.CanBeKey(leadId))
            return [];
        await using var command = Command(connection,
            $"SELECT {StoredRows.SweepColumns}, {StoredRows.ScoreColumns} FROM scores s " +
            "JOIN score_sweeps w ON w.id = s.sweep_id WHERE s.lead_id = @lead AND w.lead_count IS NOT NULL ORDER BY w.id",
            ("lead", leadId));
        return await AllAsync(command,
            row => new ScoreHistoryEntry(rows.ReadSweep(row), StoredRows.ReadScore(row, first: 7)), stop);
    }

    /// <summary>Inserts the run, or replaces the one with its id; a statement of its own is a transaction of its own.</summary>
    public async Task PutRunAsync(DbConnection connection, JobRun run, CancellationToken stop)
    {
        await using var command = Command(connection,
            $"INSERT INTO job_runs ({StoredRows.RunColumns}) " +
            "VALUES (@id, @job, @started, @status, @finished, @message, @progress, @details) " +
            "ON CONFLICT (id) DO UPDATE SET job = excluded.job, started_at = excluded.started_at, " +
            "status = excluded.status, finished_at = excluded.finished_at, message = excluded.message, " +
            "progress = excluded.progress, details_json = excluded.details_json",
            ("id", run.Id), ("job", run.Job), ("started", rows.Instants.ToStored(run.StartedAt)),
            ("status", run.Status.ToString()), ("finished", rows.Instants.ToNullable(run.FinishedAt)),
            ("message", run.Message), ("progress", run.Progress),
            ("details", (object?)run.DetailsJson ?? DBNull.Value));
        await command.ExecuteNonQueryAsync(stop);
    }

    public async Task<JobRun?> FindRunAsync(DbConnection connection, string id, CancellationToken stop)
    {
        if (!RecordCheck.CanBeKey(id))
            return null;
        await using var command = Command(connection, $"SELECT {StoredRows.RunColumns} FROM job_runs WHERE id = @id", ("id", id));
        return await FirstAsync(command, rows.ReadRun, stop);
    }

    public async Task<IReadOnlyList<JobRun>> ListRunsAsync(DbConnection connection, string job, int limit, CancellationToken stop)
    {
        if (!RecordCheck.CanBeKey(job))
            return [];
        await using var command = Command(connection,
            $"SELECT {StoredRows.RunColumns} FROM job_runs WHERE job = @job ORDER BY started_at DESC, id DESC LIMIT @limit",
            ("job", job), ("limit", limit));
        return await AllAsync(command, rows.ReadRun, stop);
    }

    /// <summary>A command with its parameters, in which the SQL names them with an at sign.</summary>
    public static DbCommand Command(DbConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static async Task<T?> FirstAsync<T>(DbCommand command, Func<DbDataReader, T> read, CancellationToken stop)
        where T : class
    {
        await using var row = await command.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) ? read(row) : null;
    }

    public static async Task<IReadOnlyList<T>> AllAsync<T>(DbCommand command, Func<DbDataReader, T> read, CancellationToken stop)
    {
        await using var row = await command.ExecuteReaderAsync(stop);
        return await AllAsync(row, read, stop);
    }

    public static async Task<IReadOnlyList<T>> AllAsync<T>(DbDataReader row, Func<DbDataReader, T> read, CancellationToken stop)
    {
        var all = new List<T>();
        while (await row.ReadAsync(stop))
            all.Add(read(row));
        return all;
    }
}
