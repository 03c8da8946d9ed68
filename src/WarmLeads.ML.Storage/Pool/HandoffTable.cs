using System.Data.Common;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Leads handed to sales: at most one of a lead waits for a decision.</summary>
sealed class HandoffTable(IStoreDatabase database, PoolRows rows)
{
    const string From = "FROM handoffs h LEFT JOIN scoring_models m ON m.id = h.model_id";

    /// <summary>Ends what waits of leads that are no longer hot.</summary>
    public async Task WithdrawAsync(DbConnection connection, IEnumerable<string> leadIds, CancellationToken stop) =>
        await database.ExecuteEachAsync(connection,
            "UPDATE handoffs SET status = 'Withdrawn' WHERE lead_id = @p0 AND status = 'Open'", [.. leadIds.Select(id => new object[] { id })], stop);

    /// <summary>Adds handoffs; a lead of which one waits already gets none, and one with a known id changes nothing.</summary>
    public async Task PutAsync(
        DbConnection connection, IEnumerable<Handoff> handoffs, IReadOnlyDictionary<StoredModel, object> models, CancellationToken stop) =>
        await database.ExecuteEachAsync(connection,
            "INSERT INTO handoffs (id, lead_id, at, due_at, route, checklist, cause, probability, score, contributions, criteria_version, " +
            "model_id, status, note) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, 'Open', '') ON CONFLICT DO NOTHING",
            [.. handoffs.Select(h => new object[]
            {
                h.Id, h.LeadId, rows.Instants.ToStored(h.At), rows.Instants.ToStored(h.DueAt), h.Route, PoolRows.Write(h.Checklist), h.Cause,
                PoolRows.OrNull(h.Probability), PoolRows.OrNull(h.Score), PoolRows.Write(h.Contributions), h.CriteriaVersion,
                models[new StoredModel(h.ModelName, h.ModelVersion, h.ModelHash)],
            })], stop);

    public async Task<Handoff?> FindAsync(DbConnection connection, string id, CancellationToken stop)
    {
        if (!RecordCheck.CanBeKey(id))
            return null;
        await using var command = LeadQueries.Command(connection, $"SELECT {PoolRows.HandoffColumns} {From} WHERE h.id = @id", ("id", id));
        return await LeadQueries.FirstAsync(command, rows.ReadHandoff, stop);
    }

    public async Task<IReadOnlyList<Handoff>> ListOfAsync(DbConnection connection, string leadId, CancellationToken stop)
    {
        if (!RecordCheck.CanBeKey(leadId))
            return [];
        await using var command = LeadQueries.Command(connection,
            $"SELECT {PoolRows.HandoffColumns} {From} WHERE h.lead_id = @lead ORDER BY h.at, h.id", ("lead", leadId));
        return await LeadQueries.AllAsync(command, rows.ReadHandoff, stop);
    }

    public async Task<IReadOnlyList<Handoff>> ListAsync(
        DbConnection connection, HandoffStatus status, DateTimeOffset? dueBefore, Handoff? after, int limit, CancellationToken stop)
    {
        var values = new List<(string, object)> { ("status", status.ToString()), ("limit", limit) };
        var where = "h.status = @status";
        if (dueBefore is { } moment)
        {
            where += " AND h.due_at < @before";
            values.Add(("before", rows.Instants.ToStored(moment)));
        }

        if (after is not null)
        {
            where += " AND (h.due_at, h.id) > (@due, @after)";
            values.Add(("due", rows.Instants.ToStored(after.DueAt)));
            values.Add(("after", after.Id));
        }

        await using var command = LeadQueries.Command(connection,
            $"SELECT {PoolRows.HandoffColumns} {From} WHERE {where} ORDER BY h.due_at, h.id LIMIT @limit", values.ToArray());
        return await LeadQueries.AllAsync(command, rows.ReadHandoff, stop);
    }

    /// <summary>Writes a decision on a handoff that has none.</summary>
    /// <returns>Whether it was written.</returns>
    public async Task<bool> DecideAsync(DbConnection connection, string id, HandoffDecision decision, CancellationToken stop)
    {
        // One that was withdrawn may be decided still: sales may have called before the lead cooled.
        await using var command = LeadQueries.Command(connection,
            "UPDATE handoffs SET status = @status, decided_at = @at, decided_by = @by, rejection = @rejection, note = @note " +
            "WHERE id = @id AND decided_at IS NULL",
            ("id", id), ("status", (decision.IsAccepted ? HandoffStatus.Accepted : HandoffStatus.Rejected).ToString()),
            ("at", rows.Instants.ToStored(decision.At)), ("by", decision.By),
            ("rejection", PoolRows.OrNull(decision.Rejection?.ToString())), ("note", decision.Note));
        return await command.ExecuteNonQueryAsync(stop) == 1;
    }

    /// <summary>Which of some leads lie with sales, by their place among the ids.</summary>
    public async Task<bool[]> AreOpenAsync(DbConnection connection, IReadOnlyList<string> ids, CancellationToken stop)
    {
        var open = new bool[ids.Count];
        await using var command = LeadQueries.Command(connection,
            $"SELECT i.place FROM {database.IdTable} i {database.JoinEach} handoffs h ON h.lead_id = i.id AND h.status = 'Open'", ("ids", database.IdValues(ids)));
        foreach (var place in await LeadQueries.AllAsync(command, row => row.GetInt64(0), stop))
            open[place] = true;
        return open;
    }
}
