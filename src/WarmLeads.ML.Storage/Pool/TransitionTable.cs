using System.Data.Common;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>What changed about leads, and their scores after new behaviour: written once, never altered.</summary>
sealed class TransitionTable(IStoreDatabase database, PoolRows rows)
{
    const string InsertTransition =
        "INSERT INTO transitions (lead_id, number, at, kind, from_state, to_state, cause, signals, probability, score, contributions, " +
        "criteria_version, model_id) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12)";

    const string InsertScore =
        "INSERT INTO lead_scores (lead_id, at, probability, score, top_reason, model_id) VALUES (@p0, @p1, @p2, @p3, @p4, @p5) " +
        "ON CONFLICT (lead_id, at) DO NOTHING";

    const string From = "FROM transitions t LEFT JOIN scoring_models m ON m.id = t.model_id";

    // What sweeps found and what was found after new behaviour, as one history.
    const string EntriesOfOneLead =
        "SELECT s.lead_id, w.cutoff, s.probability, s.score, s.top_reason, w.model_name, w.model_version, w.model_hash FROM scores s " +
        "JOIN score_sweeps w ON w.id = s.sweep_id WHERE s.lead_id = @lead AND w.lead_count IS NOT NULL UNION ALL " +
        "SELECT s.lead_id, s.at, s.probability, s.score, s.top_reason, m.name, m.version, m.hash FROM lead_scores s " +
        "JOIN scoring_models m ON m.id = s.model_id WHERE s.lead_id = @lead ORDER BY 2";

    public async Task PutAsync(
        DbConnection connection, IEnumerable<Transition> transitions, IReadOnlyDictionary<StoredModel, object> models, CancellationToken stop) =>
        await database.ExecuteEachAsync(connection, InsertTransition,
            [.. transitions.Select(t => new object[]
            {
                t.LeadId, t.Number, rows.Instants.ToStored(t.At), t.Kind.ToString(), t.From.ToString(), t.To.ToString(), t.Cause,
                PoolRows.Write(t.Signals), PoolRows.OrNull(t.Probability), PoolRows.OrNull(t.Score), PoolRows.Write(t.Contributions),
                t.CriteriaVersion, models[new StoredModel(t.ModelName, t.ModelVersion, t.ModelHash)],
            })], stop);

    public async Task PutScoresAsync(
        DbConnection connection, IEnumerable<ScoreEntry> scores, IReadOnlyDictionary<StoredModel, object> models, CancellationToken stop) =>
        await database.ExecuteEachAsync(connection, InsertScore,
            [.. scores.Select(s => new object[]
            {
                s.LeadId, rows.Instants.ToStored(s.At), s.Probability, s.Score, s.TopReason,
                models[new StoredModel(s.ModelName, s.ModelVersion, s.ModelHash)],
            })], stop);

    public async Task<IReadOnlyList<Transition>> ListAsync(DbConnection connection, string leadId, CancellationToken stop)
    {
        if (!RecordCheck.CanBeKey(leadId))
            return [];
        await using var command = LeadQueries.Command(connection,
            $"SELECT {PoolRows.TransitionColumns} {From} WHERE t.lead_id = @lead ORDER BY t.at, t.number", ("lead", leadId));
        return await LeadQueries.AllAsync(command, rows.ReadTransition, stop);
    }

    public async Task<IReadOnlyList<Transition>> ListSinceAsync(
        DbConnection connection, DateTimeOffset since, Transition? after, int limit, CancellationToken stop)
    {
        const string Order = "ORDER BY t.at, t.lead_id, t.number LIMIT @limit";
        await using var command = after is null
            ? LeadQueries.Command(connection, $"SELECT {PoolRows.TransitionColumns} {From} WHERE t.at >= @since {Order}",
                ("since", rows.Instants.ToStored(since)), ("limit", limit))
            : LeadQueries.Command(connection,
                $"SELECT {PoolRows.TransitionColumns} {From} WHERE (t.at, t.lead_id, t.number) > (@at, @lead, @number) {Order}",
                ("at", rows.Instants.ToStored(after.At)), ("lead", after.LeadId), ("number", after.Number), ("limit", limit));
        return await LeadQueries.AllAsync(command, rows.ReadTransition, stop);
    }

    public async Task<IReadOnlyList<ScoreEntry>> ListScoresAsync(DbConnection connection, string leadId, CancellationToken stop)
    {
        if (!RecordCheck.CanBeKey(leadId))
            return [];
        await using var command = LeadQueries.Command(connection, EntriesOfOneLead, ("lead", leadId));
        return await LeadQueries.AllAsync(command, rows.ReadScoreEntry, stop);
    }

    public async Task<int> RemoveScoresAsync(DbConnection connection, DateTimeOffset before, CancellationToken stop)
    {
        await using var command = LeadQueries.Command(connection, "DELETE FROM lead_scores WHERE at < @before", ("before", rows.Instants.ToStored(before)));
        return await command.ExecuteNonQueryAsync(stop);
    }
}
