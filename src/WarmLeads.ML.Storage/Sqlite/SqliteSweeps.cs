using Microsoft.Data.Sqlite;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Writes score sweeps in small transactions, so that events are never kept waiting by a large pool.</summary>
/// <remarks>A sweep without its number of leads is unfinished and seen by no query; the last transaction sets the number.</remarks>
sealed class SqliteSweeps(SqliteDatabase database, StoredRows rows)
{
    const int ScoresPerTransaction = 2000;
    const int ConstraintViolated = 19;

    public async Task<ScoreSweep> SaveAsync(ScoreSweep sweep, IAsyncEnumerable<LeadScore> scores, CancellationToken stop)
    {
        RecordCheck.Check(sweep);
        var id = await BeginAsync(sweep, stop);
        try
        {
            var (total, chunk) = (0L, new List<LeadScore>(ScoresPerTransaction));
            await foreach (var score in scores.WithCancellation(stop))
            {
                RecordCheck.Check(score);
                chunk.Add(score);
                total++;
                if (chunk.Count < ScoresPerTransaction)
                    continue;
                await AppendAsync(id, chunk, total, isLast: false, stop);
                chunk.Clear();
            }

            await AppendAsync(id, chunk, total, isLast: true, stop);
            return sweep with { Id = id, LeadCount = total };
        }
        catch
        {
            while (await RemoveSomeAsync(id) > 0)
            {
                // Again in small transactions.
            }

            throw;
        }
    }

    /// <summary>Removes what a process left behind that died while it saved.</summary>
    public Task RemoveUnfinishedAsync(CancellationToken stop) => database.WriteAsync(async connection =>
    {
        await using var command = LeadQueries.Command(connection,
            "DELETE FROM scores WHERE sweep_id IN (SELECT id FROM score_sweeps WHERE lead_count IS NULL AND parts IS NULL); " +
            "DELETE FROM score_sweeps WHERE lead_count IS NULL AND parts IS NULL");
        return await command.ExecuteNonQueryAsync(stop);
    }, stop);

    Task<long> BeginAsync(ScoreSweep sweep, CancellationToken stop) => database.WriteAsync(async connection =>
    {
        await using var command = LeadQueries.Command(connection,
            "INSERT INTO score_sweeps (model_name, model_version, model_hash, cutoff, finished_at) " +
            "VALUES (@name, @version, @hash, @cutoff, @finished) RETURNING id",
            ("name", sweep.ModelName), ("version", sweep.ModelVersion), ("hash", sweep.ModelHash),
            ("cutoff", rows.Instants.ToStored(sweep.Cutoff)), ("finished", rows.Instants.ToStored(sweep.FinishedAt)));
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }, stop);

    Task<int> AppendAsync(long id, List<LeadScore> chunk, long total, bool isLast, CancellationToken stop) => database.WriteAsync(async connection =>
    {
        InsertScores(connection, id, chunk, total - chunk.Count, stop);
        if (!isLast)
            return 0;
        await using var finish = LeadQueries.Command(connection,
            "UPDATE score_sweeps SET lead_count = @count WHERE id = @id", ("count", total), ("id", id));
        return await finish.ExecuteNonQueryAsync(stop) == 1
            ? 1
            : throw new IOException(
                $"Sweep {id} was removed while it was saved, because another process opened the same SQLite store; " +
                "one process at a time uses a SQLite store, several share PostgreSQL.");
    }, stop);

    static void InsertScores(SqliteConnection connection, long id, List<LeadScore> chunk, long before, CancellationToken stop)
    {
        var number = before;
        try
        {
            SqliteHistory.Insert(connection,
                "INSERT INTO scores (lead_id, sweep_id, probability, score, top_reason) VALUES (@0, @1, @2, @3, @4)",
                chunk, 5, (score, values) =>
                {
                    number++;
                    values[0].Value = score.LeadId;
                    values[1].Value = id;
                    values[2].Value = score.Probability;
                    values[3].Value = score.Score;
                    values[4].Value = score.TopReason;
                }, stop);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == ConstraintViolated)
        {
            throw new ArgumentException($"Score {number} of the sweep is the second of its lead; score each lead once.", e);
        }
    }

    Task<int> RemoveSomeAsync(long id) => database.WriteAsync(async connection =>
    {
        await using var some = LeadQueries.Command(connection,
            "DELETE FROM scores WHERE sweep_id = @id AND lead_id IN (SELECT lead_id FROM scores WHERE sweep_id = @id LIMIT @limit)",
            ("id", id), ("limit", ScoresPerTransaction));
        var removed = await some.ExecuteNonQueryAsync();
        if (removed > 0)
            return removed;
        await using var sweep = LeadQueries.Command(connection, "DELETE FROM score_sweeps WHERE id = @id", ("id", id));
        await sweep.ExecuteNonQueryAsync();
        return 0;
    }, CancellationToken.None);
}
