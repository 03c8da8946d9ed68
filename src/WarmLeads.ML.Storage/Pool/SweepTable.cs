using System.Data.Common;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Sweeps in parts: who works on which, how far each is, and the scores that they found.</summary>
/// <remarks>A sweep without its number of leads is unfinished and seen by no query; the last block of its last part sets the number.</remarks>
sealed class SweepTable(IStoreDatabase database, StoredRows rows)
{
    const int ScoresPerTransaction = 5000;

    const string InsertScore =
        "INSERT INTO scores (lead_id, sweep_id, probability, score, top_reason) VALUES (@p0, @p1, @p2, @p3, @p4) ON CONFLICT (lead_id, sweep_id) DO NOTHING";

    public async Task<SweepPart?> ClaimAsync(DbConnection connection, SweepRequest request, DateTimeOffset now, CancellationToken stop)
    {
        RecordCheck.Check(new ScoreSweep(0, request.ModelName, request.ModelVersion, request.ModelHash, now, now));
        if (database.LockSweeps.Length > 0)
        {
            await using var queue = LeadQueries.Command(connection, database.LockSweeps);
            await queue.ExecuteNonQueryAsync(stop);
        }

        if (request.SweepId is { } known)
            return await TakeAsync(connection, known, request, now, stop);
        foreach (var sweep in await UnderWayAsync(connection, request, now, stop))
        {
            if (await TakeAsync(connection, sweep, request, now, stop) is { } part)
                return part;
            // The sweep under way has work left, but others are at it. A worker of a certain part may begin the next sweep.
            if (request.Part is null)
                return null;
        }

        return await TakeAsync(connection, await BeginAsync(connection, request, now, stop), request, now, stop);
    }

    /// <summary>Moves a part on by a block.</summary>
    /// <returns>The part afterwards; null when another worker holds it by now.</returns>
    public async Task<SweepPart?> MoveOnAsync(DbConnection connection, SweepPart part, SweepBlock block, DateTimeOffset now, CancellationToken stop)
    {
        await using (var move = LeadQueries.Command(connection,
            "UPDATE sweep_parts SET after_lead = coalesce(@after, after_lead), number = number + 1, held_until = @until, " +
            "lead_count = lead_count + @count, is_done = @done WHERE sweep_id = @sweep AND part = @part AND number = @number",
            ("after", block.LastLeadId ?? part.After ?? ""), ("until", rows.Instants.ToStored(now + part.Hold)), ("count", (long)block.Scores.Count),
            ("done", block.IsLast ? 1L : 0L), ("sweep", part.SweepId), ("part", (long)part.Partition.Part), ("number", part.Number)))
        {
            if (await move.ExecuteNonQueryAsync(stop) == 0)
                return null;
        }

        foreach (var score in block.Scores)
            RecordCheck.Check(score);
        // Who was erased while the block was scored must not come back by its score.
        if (database.LockErasure.Length > 0)
        {
            await using var guard = LeadQueries.Command(connection, database.LockErasure);
            await guard.ExecuteNonQueryAsync(stop);
        }

        var erased = await ErasureTable.FindErasedAsync(connection, database, [.. block.Scores.Select(score => score.LeadId)], stop);
        await database.ExecuteEachAsync(connection, InsertScore,
            [.. block.Scores.Where(score => !erased.Contains(score.LeadId)).Select(s => new object[] { s.LeadId, part.SweepId, s.Probability, s.Score, s.TopReason })], stop);
        if (block.IsLast)
            await FinishAsync(connection, part.SweepId, now, stop);
        return part with { After = block.LastLeadId ?? part.After, Number = part.Number + 1 };
    }

    /// <summary>Sweeps that nobody needs: complete ones beyond the newest, and unfinished ones older than the newest complete one.</summary>
    public static async Task<IReadOnlyList<long>> ListOldAsync(DbConnection connection, string modelName, int keep, CancellationToken stop)
    {
        await using var command = LeadQueries.Command(connection,
            "SELECT id FROM score_sweeps WHERE model_name = @name AND id < coalesce((SELECT max(id) FROM score_sweeps " +
            "WHERE model_name = @name AND lead_count IS NOT NULL), 0) AND id NOT IN (SELECT id FROM score_sweeps " +
            "WHERE model_name = @name AND lead_count IS NOT NULL ORDER BY id DESC LIMIT @keep) ORDER BY id",
            ("name", modelName), ("keep", keep));
        return [.. (await LeadQueries.AllAsync(command, row => row.GetInt64(0), stop))];
    }

    /// <summary>Removes some of a sweep's scores, and the sweep when it has none left.</summary>
    /// <returns>Whether some may be left.</returns>
    public static async Task<bool> RemoveSomeAsync(DbConnection connection, long sweep, CancellationToken stop)
    {
        // Seen by no query from here on, although its scores go little by little.
        await using (var hide = LeadQueries.Command(connection,
            "UPDATE score_sweeps SET lead_count = NULL WHERE id = @id AND lead_count IS NOT NULL", ("id", sweep)))
            await hide.ExecuteNonQueryAsync(stop);
        await using (var some = LeadQueries.Command(connection,
            "DELETE FROM scores WHERE sweep_id = @id AND lead_id IN (SELECT lead_id FROM scores WHERE sweep_id = @id LIMIT @limit)",
            ("id", sweep), ("limit", ScoresPerTransaction)))
        {
            if (await some.ExecuteNonQueryAsync(stop) > 0)
                return true;
        }

        await using var gone = LeadQueries.Command(connection,
            "DELETE FROM sweep_parts WHERE sweep_id = @id; DELETE FROM score_sweeps WHERE id = @id", ("id", sweep));
        await gone.ExecuteNonQueryAsync(stop);
        return false;
    }

    // Newest first: a worker that comes late joins the sweep that the others are at.
    async Task<IReadOnlyList<long>> UnderWayAsync(DbConnection connection, SweepRequest request, DateTimeOffset now, CancellationToken stop)
    {
        await using var command = LeadQueries.Command(connection,
            "SELECT w.id FROM score_sweeps w WHERE w.lead_count IS NULL AND w.parts = @parts AND w.model_name = @name AND " +
            "w.model_version = @version AND w.model_hash = @hash AND w.cutoff > @oldest ORDER BY w.id DESC",
            ("parts", (long)request.Parts), ("name", request.ModelName), ("version", request.ModelVersion), ("hash", request.ModelHash),
            ("oldest", rows.Instants.ToStored(now - request.GivenUpAfter)));
        return [.. (await LeadQueries.AllAsync(command, row => row.GetInt64(0), stop))];
    }

    async Task<long> BeginAsync(DbConnection connection, SweepRequest request, DateTimeOffset now, CancellationToken stop)
    {
        long id;
        await using (var begin = LeadQueries.Command(connection,
            "INSERT INTO score_sweeps (model_name, model_version, model_hash, cutoff, finished_at, parts) " +
            "VALUES (@name, @version, @hash, @now, @now, @parts) RETURNING id",
            ("name", request.ModelName), ("version", request.ModelVersion), ("hash", request.ModelHash),
            ("now", rows.Instants.ToStored(now)), ("parts", (long)request.Parts)))
            id = (long)(await begin.ExecuteScalarAsync(stop))!;
        await database.ExecuteEachAsync(connection,
            "INSERT INTO sweep_parts (sweep_id, part, after_lead, number, held_until, lead_count, is_done) VALUES (@p0, @p1, '', 0, @p2, 0, 0)",
            [.. Enumerable.Range(1, request.Parts).Select(part => new object[] { id, (long)part, rows.Instants.ToStored(now) })], stop);
        return id;
    }

    async Task<SweepPart?> TakeAsync(DbConnection connection, long sweep, SweepRequest request, DateTimeOffset now, CancellationToken stop)
    {
        const string Some =
            "UPDATE sweep_parts SET held_until = @until, number = number + 1 WHERE sweep_id = @sweep AND part = (" +
            "SELECT part FROM sweep_parts WHERE sweep_id = @sweep AND is_done = 0 AND held_until <= @now{0} ORDER BY part LIMIT 1) " +
            "RETURNING part, after_lead, number, (SELECT cutoff FROM score_sweeps WHERE id = @sweep AND lead_count IS NULL), " +
            "(SELECT parts FROM score_sweeps WHERE id = @sweep)";
        (string, object)[] values =
        [
            ("until", rows.Instants.ToStored(now + request.Hold)), ("sweep", sweep), ("now", rows.Instants.ToStored(now)),
            .. request.Part is { } wanted ? [("part", (object)(long)wanted)] : Array.Empty<(string, object)>(),
        ];
        await using var take = LeadQueries.Command(connection,
            string.Format(System.Globalization.CultureInfo.InvariantCulture, Some, request.Part is null ? "" : " AND part = @part"), values);
        return await LeadQueries.FirstAsync(take, row => new SweepPart(
            sweep, new LeadPartition((int)row.GetInt64(0), (int)row.GetInt64(4)), rows.Instants.FromStored(row, 3),
            row.GetString(1) is { Length: > 0 } after ? after : null, row.GetInt64(2), request.Hold), stop);
    }

    async Task FinishAsync(DbConnection connection, long sweep, DateTimeOffset now, CancellationToken stop)
    {
        await using var finish = LeadQueries.Command(connection,
            "UPDATE score_sweeps SET lead_count = (SELECT sum(lead_count) FROM sweep_parts WHERE sweep_id = @sweep), finished_at = @now " +
            "WHERE id = @sweep AND NOT EXISTS (SELECT 1 FROM sweep_parts WHERE sweep_id = @sweep AND is_done = 0)",
            ("sweep", sweep), ("now", rows.Instants.ToStored(now)));
        if (await finish.ExecuteNonQueryAsync(stop) == 0 || database.AfterSweep.Length == 0)
            return;
        await using var after = LeadQueries.Command(connection, database.AfterSweep);
        await after.ExecuteNonQueryAsync(stop);
    }
}
