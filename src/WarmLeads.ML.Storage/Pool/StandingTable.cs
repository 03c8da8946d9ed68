using System.Data.Common;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>What is believed of each lead: one row per lead, written only over the one that was read.</summary>
sealed class StandingTable(IStoreDatabase database, PoolRows rows)
{
    static readonly string[] Columns =
    [
        "lead_id", "number", "transition_number", "state", "since", "trend", "trend_since", "evaluated_at", "rewarmed_at",
        "rewarmed_until", "mql_since", "sql_since", "last_engaged_at", "hot_since", "hot_until", "mql_up_since", "mql_up_until",
        "criteria_version", "probability", "model_id", "next_look_at", "segment", "value", "top_reason", "is_hidden",
    ];

    static readonly string Insert =
        $"INSERT INTO standings ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", Columns.Select((_, i) => $"@p{i}"))}) " +
        "ON CONFLICT (lead_id) DO NOTHING";

    static readonly string Update =
        $"UPDATE standings SET {string.Join(", ", Columns.Select((column, i) => $"{column} = @p{i}").Skip(1))} " +
        $"WHERE lead_id = @p0 AND number = @p{Columns.Length}";

    const string From = "FROM standings p LEFT JOIN scoring_models m ON m.id = p.model_id";

    /// <summary>Writes standings over the ones that were expected.</summary>
    /// <param name="connection">The transaction's connection.</param>
    /// <param name="changes">The changes, in ordinal order of their lead, each lead once.</param>
    /// <param name="models">Numbers of the models.</param>
    /// <param name="stop">Stops between rows.</param>
    /// <returns>For each change whether it was written.</returns>
    public async Task<bool[]> PutAsync(
        DbConnection connection, IReadOnlyList<PoolChange> changes, IReadOnlyDictionary<StoredModel, object> models, CancellationToken stop)
    {
        var written = new bool[changes.Count];
        int[] old = [.. Enumerable.Range(0, changes.Count).Where(i => changes[i].ExpectedNumber > 0)];
        await PutAsync(Update, old, i => [.. Values(changes[i], models), changes[i].ExpectedNumber]);

        int[] begun = [.. Enumerable.Range(0, changes.Count).Where(i => changes[i].ExpectedNumber == 0)];
        if (begun.Length > 0)
        {
            // A lead that was erased meanwhile must not come back.
            var known = await KnownAsync(connection, [.. begun.Select(i => changes[i].Standing.LeadId)], stop);
            await PutAsync(Insert, [.. begun.Where(i => known.Contains(changes[i].Standing.LeadId))], i => [.. Values(changes[i], models)]);
        }

        return written;

        async Task PutAsync(string sql, int[] which, Func<int, object[]> values)
        {
            if (which.Length == 0)
                return;
            var counts = await database.ExecuteEachAsync(connection, sql, [.. which.Select(values)], stop);
            for (var i = 0; i < which.Length; i++)
                written[which[i]] = counts[i] == 1;
        }
    }

    /// <summary>Takes those of the leads out of the pool that are not stored.</summary>
    public async Task RemoveUnknownAsync(DbConnection connection, IReadOnlyList<string> ids, CancellationToken stop)
    {
        foreach (var sql in (string[])
                 [
                     "DELETE FROM standings WHERE lead_id = @p0 AND NOT EXISTS (SELECT 1 FROM leads WHERE id = @p0)",
                     "UPDATE handoffs SET status = 'Withdrawn' WHERE lead_id = @p0 AND status = 'Open' AND NOT EXISTS (SELECT 1 FROM leads WHERE id = @p0)",
                 ])
        {
            await database.ExecuteEachAsync(connection, sql, [.. ids.Order(StringComparer.Ordinal).Select(id => new object[] { id })], stop);
        }
    }

    public async Task<RankedStanding?> FindAsync(DbConnection connection, string leadId, CancellationToken stop)
    {
        if (!RecordCheck.CanBeKey(leadId))
            return null;
        await using var command = LeadQueries.Command(connection,
            $"SELECT {PoolRows.StandingColumns} {From} WHERE p.lead_id = @lead", ("lead", leadId));
        return await LeadQueries.FirstAsync(command, row => rows.ReadStanding(row), stop);
    }

    /// <summary>Standings of some leads, by their place among the ids.</summary>
    public async Task<RankedStanding?[]> FindManyAsync(DbConnection connection, IReadOnlyList<string> ids, CancellationToken stop)
    {
        var found = new RankedStanding?[ids.Count];
        await using var command = LeadQueries.Command(connection,
            $"SELECT i.place, {PoolRows.StandingColumns} FROM {database.IdTable} i {database.JoinEach} standings p ON p.lead_id = i.id " +
            "LEFT JOIN scoring_models m ON m.id = p.model_id", ("ids", database.IdValues(ids)));
        await using var row = await command.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
            found[row.GetInt64(0)] = rows.ReadStanding(row, first: 1);
        return found;
    }

    public async Task<IReadOnlyList<RankedStanding>> ListAsync(
        DbConnection connection, StandingFilter filter, StandingOrder order, RankedStanding? after, int limit, CancellationToken stop)
    {
        var rank = order == StandingOrder.Probability ? "coalesce(p.probability, -1)" : "coalesce(p.probability * p.value, -1)";
        var list = new List<RankedStanding>();
        // One walk along the index for each state; the pages are short, and so is putting them together.
        foreach (var state in filter.States.Distinct())
        {
            if (after is null)
            {
                list.AddRange(await PageAsync(connection, Where(filter, state), rank, "", after, limit, order, stop));
                continue;
            }

            // Two ranges of the index: the rest of the equal ranks, then the lower ones.
            list.AddRange(await PageAsync(connection, Where(filter, state), rank, $"AND {rank} = @rank AND p.lead_id > @after", after, limit, order, stop));
            list.AddRange(await PageAsync(connection, Where(filter, state), rank, $"AND {rank} < @rank", after, limit, order, stop));
        }

        return [.. list.OrderByDescending(item => item.Rank(order)).ThenBy(item => item.Standing.LeadId, Ordinal.ByUtf8).Take(limit)];
    }

    public static async Task<IReadOnlyDictionary<LeadState, long>> CountAsync(DbConnection connection, CancellationToken stop)
    {
        await using var command = LeadQueries.Command(connection, "SELECT state, count(*) FROM standings WHERE is_hidden = 0 GROUP BY state");
        var counts = await LeadQueries.AllAsync(command, row => (State: StoredRows.Name<LeadState>(row, 0), Count: row.GetInt64(1)), stop);
        return counts.ToDictionary(count => count.State, count => count.Count);
    }

    public static async Task<long> CountHiddenAsync(DbConnection connection, CancellationToken stop)
    {
        await using var command = LeadQueries.Command(connection, "SELECT count(*) FROM standings WHERE is_hidden = 1");
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }

    async Task<IReadOnlyList<RankedStanding>> PageAsync(
        DbConnection connection, (string Sql, (string, object)[] Values) where, string rank, string range, RankedStanding? after, int limit,
        StandingOrder order, CancellationToken stop)
    {
        var values = where.Values.Append(("limit", limit));
        if (after is not null)
            values = values.Append(("rank", after.Rank(order)));
        if (range.Contains("@after", StringComparison.Ordinal))
            values = values.Append(("after", after!.Standing.LeadId));
        await using var command = LeadQueries.Command(connection,
            $"SELECT {PoolRows.StandingColumns} {From} WHERE {where.Sql} {range} ORDER BY {rank} DESC, p.lead_id LIMIT @limit",
            values.ToArray());
        return await LeadQueries.AllAsync(command, row => rows.ReadStanding(row), stop);
    }

    (string Sql, (string, object)[] Values) Where(StandingFilter filter, LeadState state)
    {
        var sql = "p.state = @state AND p.is_hidden = 0";
        var values = new List<(string, object)> { ("state", state.ToString()) };
        if (filter.Trend is { } trend)
        {
            sql += " AND p.trend = @trend";
            values.Add(("trend", trend.ToString()));
        }

        if (filter.RewarmedSince is { } since)
        {
            sql += " AND p.rewarmed_at >= @rewarmed";
            values.Add(("rewarmed", rows.Instants.ToStored(since)));
        }

        if (filter.Segment is { } segment)
        {
            sql += " AND p.segment = @segment";
            values.Add(("segment", segment));
        }

        return (sql, [.. values]);
    }

    async Task<HashSet<string>> KnownAsync(DbConnection connection, IReadOnlyList<string> ids, CancellationToken stop)
    {
        await using var command = LeadQueries.Command(connection,
            $"SELECT l.id FROM {database.IdTable} i {database.JoinEach} leads l ON l.id = i.id {database.KeepLeads}", ("ids", database.IdValues(ids)));
        return (await LeadQueries.AllAsync(command, row => row.GetString(0), stop)).ToHashSet(StringComparer.Ordinal);
    }

    object[] Values(PoolChange change, IReadOnlyDictionary<StoredModel, object> models)
    {
        var (standing, instants) = (change.Standing, rows.Instants);
        return
        [
            standing.LeadId, standing.Number, standing.TransitionNumber, standing.State.ToString(), instants.ToStored(standing.Since),
            standing.Trend.ToString(), instants.ToNullable(standing.TrendSince), instants.ToStored(standing.EvaluatedAt),
            instants.ToNullable(standing.RewarmedAt), instants.ToNullable(standing.RewarmedUntil), instants.ToNullable(standing.MqlSince),
            instants.ToNullable(standing.SqlSince), instants.ToNullable(standing.LastEngagedAt),
            instants.ToNullable(standing.HotSpell.Since), instants.ToNullable(standing.HotSpell.Until),
            instants.ToNullable(standing.MqlSpell.Since), instants.ToNullable(standing.MqlSpell.Until),
            standing.CriteriaVersion, PoolRows.OrNull(standing.Probability),
            models[new StoredModel(standing.ModelName, standing.ModelVersion, standing.ModelHash)],
            // The last instant there is means never, and never is due nowhere.
            standing.NextLookAt == DateTimeOffset.MaxValue ? DBNull.Value : instants.ToStored(standing.NextLookAt),
            PoolRows.OrNull(change.Segment), PoolRows.OrNull(change.Value), change.TopReason, change.IsHidden ? 1L : 0L,
        ];
    }
}
