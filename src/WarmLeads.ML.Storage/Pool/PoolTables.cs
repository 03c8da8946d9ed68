using System.Data.Common;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>The warm pool's part of a store: the same SQL on both databases.</summary>
public abstract partial class PoolTables : IStandingStore, IHandoffStore, IAlertStore, ISweepStore, IAnswerStore, IErasureStore
{
    readonly IStoreDatabase _database;
    readonly PendingSignal _pending;
    readonly StoredRows _rows;
    readonly StandingTable _standings;
    readonly TransitionTable _transitions;
    readonly HandoffTable _handoffs;
    readonly AlertTable _alerts;
    readonly SweepTable _sweeps;
    readonly ErasureTable _erasures;

    private protected PoolTables(IStoreDatabase database, StoredRows rows, PendingSignal pending)
    {
        var pool = new PoolRows(rows.Instants);
        (_database, _rows, _pending) = (database, rows, pending);
        _standings = new StandingTable(database, pool);
        _transitions = new TransitionTable(database, pool);
        _handoffs = new HandoffTable(database, pool);
        _alerts = new AlertTable(database, pool);
        _sweeps = new SweepTable(database, rows);
        _erasures = new ErasureTable(database, pool);
    }

    /// <inheritdoc/>
    public Task<IPendingClaim> ClaimPendingAsync(int limit, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.ClaimPendingAsync(limit, stop);
    }

    /// <inheritdoc/>
    public Task ReleasePendingAsync(IReadOnlyList<PendingLead> leads, CancellationToken stop) =>
        _database.WriteAsync(async connection =>
        {
            // A former id of another lead stood in the pool by itself before the two were joined.
            await _standings.RemoveUnknownAsync(connection, [.. leads.Select(lead => lead.LeadId)], stop);
            return await ReleaseAsync(connection, leads, stop);
        }, stop);

    /// <inheritdoc/>
    public Task<long> CountPendingAsync(CancellationToken stop) => _database.ReadAsync(async connection =>
    {
        await using var command = LeadQueries.Command(connection, "SELECT count(*) FROM pending_leads");
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }, stop);

    /// <inheritdoc/>
    public Task<int> MarkDueAsync(DateTimeOffset now, CancellationToken stop) => _database.WriteAsync(async connection =>
    {
        await using var command = LeadQueries.Command(connection, _database.MarkDue, ("now", _rows.Instants.ToStored(now)));
        return await command.ExecuteNonQueryAsync(stop);
    }, stop);

    /// <inheritdoc/>
    public Task WaitForPendingAsync(TimeSpan atMost, CancellationToken stop) => _pending.WaitAsync(atMost, stop);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListLeadIdsAsync(string? after, int limit, CancellationToken stop) => _database.ReadAsync(async connection =>
    {
        await using var command = LeadQueries.Command(connection,
            "SELECT id FROM leads WHERE id > @after ORDER BY id LIMIT @limit", ("after", after ?? ""), ("limit", limit));
        return await LeadQueries.AllAsync(command, row => row.GetString(0), stop);
    }, stop);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PoolLead>> FindManyAsync(IReadOnlyList<string> leadIds, bool withColleagues, CancellationToken stop) => _database.ReadAsync(async connection =>
    {
        string[] ids = [.. leadIds.Where(RecordCheck.CanBeKey)];
        var histories = await new ManyHistories(_database, _rows).FindAsync(connection, ids, withColleagues, stop);
        var standings = await _standings.FindManyAsync(connection, ids, stop);
        var open = await _handoffs.AreOpenAsync(connection, ids, stop);
        var consents = await ConsentsAsync(connection, ids, stop);
        var found = new List<PoolLead>(ids.Length);
        for (var i = 0; i < ids.Length; i++)
        {
            if (histories[i] is { } history)
                found.Add(new PoolLead(history, standings[i]?.Standing, consents[i] ?? LeadConsent.Unknown, open[i]));
        }

        return (IReadOnlyList<PoolLead>)found;
    }, stop);

    /// <inheritdoc/>
    public Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<PoolChange> changes, CancellationToken stop)
    {
        PoolCheck.Check(changes);
        return changes.Count == 0
            ? Task.FromResult<IReadOnlyList<bool>>([])
            : _database.WriteAsync(connection => CommitAsync(connection, changes, stop), stop);
    }

    /// <inheritdoc/>
    public Task<RankedStanding?> FindStandingAsync(string leadId, CancellationToken stop) =>
        _database.ReadAsync(connection => _standings.FindAsync(connection, leadId, stop), stop);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RankedStanding>> ListStandingsAsync(
        StandingFilter filter, StandingOrder order, RankedStanding? after, int limit, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.ReadAsync(connection => _standings.ListAsync(connection, filter, order, after, limit, stop), stop);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<LeadState, long>> CountStandingsAsync(CancellationToken stop) =>
        _database.ReadAsync(connection => StandingTable.CountAsync(connection, stop), stop);

    /// <inheritdoc/>
    public Task<long> CountHiddenAsync(CancellationToken stop) =>
        _database.ReadAsync(connection => StandingTable.CountHiddenAsync(connection, stop), stop);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Transition>> ListTransitionsAsync(string leadId, CancellationToken stop) =>
        _database.ReadAsync(connection => _transitions.ListAsync(connection, leadId, stop), stop);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Transition>> ListTransitionsSinceAsync(DateTimeOffset since, Transition? after, int limit, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.ReadAsync(connection => _transitions.ListSinceAsync(connection, since, after, limit, stop), stop);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ScoreEntry>> ListScoreEntriesAsync(string leadId, CancellationToken stop) =>
        _database.ReadAsync(connection => _transitions.ListScoresAsync(connection, leadId, stop), stop);

    /// <inheritdoc/>
    public Task<int> RemoveScoreEntriesAsync(DateTimeOffset before, CancellationToken stop) =>
        _database.WriteAsync(connection => _transitions.RemoveScoresAsync(connection, before, stop), stop);

    /// <inheritdoc/>
    public Task<Handoff?> FindHandoffAsync(string id, CancellationToken stop) =>
        _database.ReadAsync(connection => _handoffs.FindAsync(connection, id, stop), stop);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Handoff>> ListHandoffsOfAsync(string leadId, CancellationToken stop) =>
        _database.ReadAsync(connection => _handoffs.ListOfAsync(connection, leadId, stop), stop);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Handoff>> ListHandoffsAsync(
        HandoffStatus status, DateTimeOffset? dueBefore, Handoff? after, int limit, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.ReadAsync(connection => _handoffs.ListAsync(connection, status, dueBefore, after, limit, stop), stop);
    }

    /// <inheritdoc/>
    public async Task<Handoff?> DecideAsync(string id, HandoffDecision decision, EngagementEvent told, CancellationToken stop)
    {
        PoolCheck.Check(decision);
        RecordCheck.Check(told);
        var handoff = await _database.WriteAsync(async connection =>
        {
            if (await _handoffs.FindAsync(connection, id, stop) is { } found && await _handoffs.DecideAsync(connection, id, decision, stop))
                await TellAsync(connection, told with { LeadId = found.LeadId }, stop);
            return await _handoffs.FindAsync(connection, id, stop);
        }, stop);
        _pending.Set();
        return handoff;
    }

    /// <inheritdoc/>
    public Task PutWebhookAsync(Webhook webhook, CancellationToken stop)
    {
        PoolCheck.Check(webhook);
        return _database.WriteAsync(async connection =>
        {
            await _alerts.PutWebhookAsync(connection, webhook, stop);
            return webhook;
        }, stop);
    }

    /// <inheritdoc/>
    public Task<Webhook?> FindWebhookAsync(string id, CancellationToken stop) =>
        _database.ReadAsync(connection => _alerts.FindWebhookAsync(connection, id, stop), stop);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Webhook>> ListWebhooksAsync(CancellationToken stop) =>
        _database.ReadAsync(connection => _alerts.ListWebhooksAsync(connection, stop), stop);

    /// <inheritdoc/>
    public Task<bool> RemoveWebhookAsync(string id, CancellationToken stop) => RecordCheck.CanBeKey(id)
        ? _database.WriteAsync(connection => AlertTable.RemoveWebhookAsync(connection, id, stop), stop)
        : Task.FromResult(false);

    /// <inheritdoc/>
    public Task AddAlertAsync(Alert alert, CancellationToken stop)
    {
        PoolCheck.Check(alert);
        return _database.WriteAsync(async connection =>
        {
            await _alerts.AddAsync(connection, alert, stop);
            return alert;
        }, stop);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Alert>> ClaimAlertsAsync(DateTimeOffset now, TimeSpan hold, int limit, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.WriteAsync(connection => _alerts.ClaimAsync(connection, now, hold, limit, stop), stop);
    }

    /// <inheritdoc/>
    public Task RecordAttemptAsync(AlertAttempt attempt, CancellationToken stop) => _database.WriteAsync(async connection =>
    {
        await _alerts.RecordAsync(connection, attempt, stop);
        return attempt;
    }, stop);

    /// <inheritdoc/>
    public Task<Alert?> FindAlertAsync(string id, CancellationToken stop) =>
        _database.ReadAsync(connection => _alerts.FindAsync(connection, id, stop), stop);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Alert>> ListAlertsAsync(AlertStatus status, Alert? after, int limit, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.ReadAsync(connection => _alerts.ListAsync(connection, status, after, limit, stop), stop);
    }

    /// <inheritdoc/>
    public async Task<Alert?> ReplayAlertAsync(string id, DateTimeOffset now, CancellationToken stop) => RecordCheck.CanBeKey(id)
        ? await _database.WriteAsync(async connection =>
        {
            await _alerts.ReplayAsync(connection, id, now, stop);
            return await _alerts.FindAsync(connection, id, stop);
        }, stop)
        : null;

    /// <inheritdoc/>
    public Task<int> RemoveAlertsAsync(DateTimeOffset before, CancellationToken stop) =>
        _database.WriteAsync(connection => _alerts.RemoveAsync(connection, before, stop), stop);

    /// <inheritdoc/>
    public Task<SweepPart?> ClaimSweepPartAsync(SweepRequest request, DateTimeOffset now, CancellationToken stop) =>
        _database.WriteAsync(connection => _sweeps.ClaimAsync(connection, request, now, stop), stop);

    /// <inheritdoc/>
    public Task<SweepPart?> CommitBlockAsync(SweepPart part, SweepBlock block, DateTimeOffset now, CancellationToken stop)
    {
        PoolCheck.Check(block.Changes);
        return _database.WriteAsync(async connection =>
        {
            var after = await _sweeps.MoveOnAsync(connection, part, block, now, stop);
            if (after is not null && block.Changes.Count > 0)
                await CommitAsync(connection, block.Changes, stop);
            return after;
        }, stop);
    }

    /// <inheritdoc/>
    public async Task<int> RemoveOldSweepsAsync(string modelName, int keep, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        var old = await _database.ReadAsync(connection => SweepTable.ListOldAsync(connection, modelName, keep, stop), stop);
        foreach (var sweep in old)
        {
            while (await _database.WriteAsync(connection => SweepTable.RemoveSomeAsync(connection, sweep, stop), stop))
                stop.ThrowIfCancellationRequested();
        }

        return old.Count;
    }

    async Task<IReadOnlyList<bool>> CommitAsync(DbConnection connection, IReadOnlyList<PoolChange> changes, CancellationToken stop)
    {
        // In the order of their leads, so that two nodes that write the same leads wait for each other and cannot deadlock.
        int[] order = [.. Enumerable.Range(0, changes.Count).OrderBy(i => changes[i].Standing.LeadId, StringComparer.Ordinal)];
        PoolChange[] ordered = [.. order.Select(i => changes[i])];
        var models = await StoredModels.NumbersAsync(connection, PoolCheck.ModelsOf(ordered), stop);
        var put = await _standings.PutAsync(connection, ordered, models, stop);
        PoolChange[] kept = [.. ordered.Where((_, i) => put[i])];

        await _transitions.PutAsync(connection, kept.SelectMany(change => change.Transitions), models, stop);
        await _transitions.PutScoresAsync(connection, kept.Where(change => change.Score is not null).Select(change => change.Score!), models, stop);
        await _handoffs.WithdrawAsync(connection, kept.Where(change => change.WithdrawsHandoff).Select(change => change.Standing.LeadId), stop);
        await _handoffs.PutAsync(connection, kept.Where(change => change.Handoff is not null).Select(change => change.Handoff!), models, stop);
        foreach (var alert in kept.SelectMany(change => change.Alerts))
            await _alerts.AddAsync(connection, alert, stop);
        await ReleaseAsync(connection,
            [.. kept.Where(change => change.PendingNumber is not null).Select(change => new PendingLead(change.Standing.LeadId, change.PendingNumber!.Value, change.TellsColleagues))], stop);

        var written = new bool[changes.Count];
        for (var i = 0; i < order.Length; i++)
            written[order[i]] = put[i];
        return written;
    }

    async Task<LeadConsent?[]> ConsentsAsync(DbConnection connection, IReadOnlyList<string> ids, CancellationToken stop)
    {
        var statements = new List<ConsentStatement>?[ids.Count];
        await using var command = LeadQueries.Command(connection,
            $"SELECT {StoredRows.ConsentColumns}, i.place FROM {_database.IdTable} i {_database.JoinEach} consents c ON c.lead_id = i.id",
            ("ids", _database.IdValues(ids)));
        await using var row = await command.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
            (statements[row.GetInt64(row.FieldCount - 1)] ??= []).Add(_rows.ReadConsent(row));
        return [.. statements.Select(said => said is null ? null : LeadConsent.Of(said))];
    }

    async Task<int> ReleaseAsync(DbConnection connection, IReadOnlyList<PendingLead> leads, CancellationToken stop)
    {
        PendingLead[] ordered = [.. leads.OrderBy(lead => lead.LeadId, StringComparer.Ordinal)];
        if (ordered.Any(lead => lead.HasNews))
            await TellColleaguesAsync(connection, ordered, stop);
        return (await _database.ExecuteEachAsync(connection, "DELETE FROM pending_leads WHERE lead_id = @p0 AND number = @p1",
            [.. ordered.Select(lead => new object[] { lead.LeadId, lead.Number })], stop)).Sum();
    }

    // Leads that were read together saw each other's news.
    async Task TellColleaguesAsync(DbConnection connection, IReadOnlyList<PendingLead> leads, CancellationToken stop)
    {
        await using var find = LeadQueries.Command(connection,
            $"SELECT DISTINCT c.id FROM {_database.IdTable} i {_database.JoinEach} leads l ON l.id = i.id {_database.JoinEach} leads c ON c.account_id = l.account_id " +
            "WHERE (SELECT count(*) FROM (SELECT 1 FROM leads a WHERE a.account_id = l.account_id LIMIT @most) AS members) < @most",
            ("ids", _database.IdValues([.. leads.Where(lead => lead.HasNews).Select(lead => lead.LeadId)])), ("most", IStandingStore.MostColleaguesTold + 2));
        var told = (await LeadQueries.AllAsync(find, row => row.GetString(0), stop))
            .Except(leads.Select(lead => lead.LeadId), StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (told.Count > 0)
            await _database.MarkToldAsync(connection, told, [.. leads.Select(lead => lead.LeadId)], stop);
    }

    async Task TellAsync(DbConnection connection, EngagementEvent told, CancellationToken stop)
    {
        await using (var insert = LeadQueries.Command(connection,
            "INSERT INTO events (lead_id, kind, occurred_at, received_at, source, event_id, properties) " +
            $"VALUES (@lead, @kind, @occurred, @received, @source, @event, {_database.Json("@properties")}) ON CONFLICT DO NOTHING",
            ("lead", told.LeadId), ("kind", told.Kind), ("occurred", _rows.Instants.ToStored(told.OccurredAt)),
            ("received", _rows.Instants.ToStored(told.ReceivedAt)), ("source", told.Source), ("event", told.EventId),
            ("properties", StoredProperties.Write(told.Properties))))
            await insert.ExecuteNonQueryAsync(stop);
        await using var mark = LeadQueries.Command(connection, _database.MarkPending, ("lead", told.LeadId));
        await mark.ExecuteNonQueryAsync(stop);
    }
}
