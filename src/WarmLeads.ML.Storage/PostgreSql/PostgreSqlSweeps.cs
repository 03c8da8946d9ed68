using Npgsql;
using NpgsqlTypes;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Writes a score sweep in one transaction: others see all of it or nothing, and nobody waits meanwhile.</summary>
sealed class PostgreSqlSweeps(NpgsqlDataSource source, StoredRows rows)
{
    public async Task<ScoreSweep> SaveAsync(ScoreSweep sweep, IAsyncEnumerable<LeadScore> scores, CancellationToken stop)
    {
        RecordCheck.Check(sweep);
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await using var begin = LeadQueries.Command(connection,
            "INSERT INTO score_sweeps (model_name, model_version, model_hash, cutoff, finished_at) " +
            "VALUES (@name, @version, @hash, @cutoff, @finished) RETURNING id",
            ("name", sweep.ModelName), ("version", sweep.ModelVersion), ("hash", sweep.ModelHash),
            ("cutoff", rows.Instants.ToStored(sweep.Cutoff)), ("finished", rows.Instants.ToStored(sweep.FinishedAt)));
        var id = (long)(await begin.ExecuteScalarAsync(stop))!;

        var count = await CopyAsync(connection, id, scores, stop);
        // Without fresh statistics the planner takes a new sweep for a small one and sorts all of it for each page.
        await using var finish = LeadQueries.Command(connection,
            "UPDATE score_sweeps SET lead_count = @count WHERE id = @id; ANALYZE scores", ("count", count), ("id", id));
        await finish.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(CancellationToken.None);
        return sweep with { Id = id, LeadCount = count };
    }

    static async Task<long> CopyAsync(NpgsqlConnection connection, long id, IAsyncEnumerable<LeadScore> scores, CancellationToken stop)
    {
        try
        {
            await using var copy = await connection.BeginBinaryImportAsync(
                "COPY scores (lead_id, sweep_id, probability, score, top_reason) FROM STDIN (FORMAT BINARY)", stop);
            await foreach (var score in scores.WithCancellation(stop))
            {
                RecordCheck.Check(score);
                await copy.StartRowAsync(stop);
                await copy.WriteAsync(score.LeadId, NpgsqlDbType.Text, stop);
                await copy.WriteAsync(id, NpgsqlDbType.Bigint, stop);
                await copy.WriteAsync(score.Probability, NpgsqlDbType.Double, stop);
                await copy.WriteAsync(score.Score, NpgsqlDbType.Double, stop);
                await copy.WriteAsync(score.TopReason, NpgsqlDbType.Text, stop);
            }

            return (long)await copy.CompleteAsync(stop);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new ArgumentException(
                $"Score {LineOf(e)} of the sweep is the second of its lead; score each lead once.", e);
        }
    }

    // Where: COPY scores, line 3. The detail would name the lead, but the driver hides data unless told otherwise.
    static string LineOf(PostgresException e) => e.Where?.Split(' ')[^1] ?? "?";
}
