using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>The store in one SQLite file, for one process: nothing to install, durable before it acknowledges.</summary>
/// <remarks>
/// <see cref="IOException"/> or <see cref="InvalidDataException"/> say what is wrong with the file and what to do;
/// <see cref="ArgumentException"/> which record cannot be kept, before anything is written.
/// Two more files stand beside it while it is open, with the endings -wal and -shm.
/// </remarks>
public sealed class SqliteLeadStore : PoolTables, IPoolStore
{
    static readonly StoredRows Rows = new(new MicrosecondColumn());

    readonly SqliteDatabase _database;
    readonly PendingSignal _pending;
    readonly LeadQueries _queries = new(Rows);

    /// <summary>A store in a file; nothing is opened yet.</summary>
    /// <param name="path">The file; it and its folder are created when missing.</param>
    public SqliteLeadStore(string path)
        : this(new SqliteDatabase(path), new PendingSignal())
    {
    }

    SqliteLeadStore(SqliteDatabase database, PendingSignal pending)
        : base(database, Rows, pending) => (_database, _pending) = (database, pending);

    SqliteHistory History => new(_database, Rows, _pending);

    SqliteIntake Intake => new(_database, Rows, _pending);

    SqliteSweeps Sweeps => new(_database, Rows);

    /// <inheritdoc/>
    public async Task InitializeAsync(CancellationToken stop)
    {
        if (await _database.OpenAsync(stop))
            await Sweeps.RemoveUnfinishedAsync(stop);
    }

    /// <inheritdoc/>
    public Task<StoreCounts> CountAsync(CancellationToken stop) =>
        _database.ReadAsync(connection => _queries.CountAsync(connection, stop));

    /// <inheritdoc/>
    public Task PutLeadsAsync(IReadOnlyCollection<Lead> leads, CancellationToken stop) => History.PutLeadsAsync(leads, stop);

    /// <inheritdoc/>
    public async Task<int> AppendEventsAsync(IReadOnlyCollection<EngagementEvent> events, CancellationToken stop) =>
        (await TakeInAsync(new IntakeBatch { Events = [.. events] }, stop)).NewEvents.Count(isNew => isNew);

    /// <inheritdoc/>
    public async Task<int> AppendOutcomesAsync(IReadOnlyCollection<Outcome> outcomes, CancellationToken stop) =>
        (await TakeInAsync(new IntakeBatch { Outcomes = [.. outcomes] }, stop)).NewOutcomes.Count(isNew => isNew);

    /// <inheritdoc/>
    public Task<IntakeReceipt> TakeInAsync(IntakeBatch batch, CancellationToken stop) => Intake.TakeInAsync(batch, stop);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, LeadConsent>> FindConsentsAsync(IReadOnlyCollection<string> leadIds, CancellationToken stop) =>
        _database.ReadAsync(connection =>
        {
            using var find = new SqliteStatement(connection, $"SELECT {StoredRows.ConsentColumns} FROM consents WHERE lead_id = @0", 1);
            var found = new Dictionary<string, LeadConsent>(StringComparer.Ordinal);
            foreach (var id in leadIds.Where(RecordCheck.CanBeKey).Distinct(StringComparer.Ordinal))
            {
                stop.ThrowIfCancellationRequested();
                if (find.All(Rows.ReadConsent, id) is { Count: > 0 } statements)
                    found.Add(id, LeadConsent.Of(statements));
            }

            return Task.FromResult<IReadOnlyDictionary<string, LeadConsent>>(found);
        });

    /// <inheritdoc/>
    public Task<LeadHistory?> FindAsync(string leadId, CancellationToken stop) =>
        _database.ReadAsync(connection => _queries.FindAsync(connection, leadId, stop));

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadHistory> ReadAsync(CancellationToken stop) => History.ReadAsync(stop);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadHistory> ReadByAccountAsync(CancellationToken stop) => History.ReadByAccountAsync(stop);

    /// <inheritdoc/>
    public Task<ScoreSweep> SaveSweepAsync(ScoreSweep sweep, IAsyncEnumerable<LeadScore> scores, CancellationToken stop) =>
        Sweeps.SaveAsync(sweep, scores, stop);

    /// <inheritdoc/>
    public Task<ScoreSweep?> FindLatestSweepAsync(string modelName, CancellationToken stop) =>
        _database.ReadAsync(connection => _queries.FindLatestSweepAsync(connection, modelName, stop));

    /// <inheritdoc/>
    public Task<ScoreSweep?> FindSweepAsync(long sweepId, CancellationToken stop) =>
        _database.ReadAsync(connection => _queries.FindSweepAsync(connection, sweepId, stop));

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeadScore>> ListScoresAsync(long sweepId, LeadScore? after, int limit, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.ReadAsync(connection => LeadQueries.ListScoresAsync(connection, sweepId, after, limit, stop));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ScoreHistoryEntry>> ListScoreHistoryAsync(string leadId, CancellationToken stop) =>
        _database.ReadAsync(connection => _queries.ListScoreHistoryAsync(connection, leadId, stop));

    /// <inheritdoc/>
    public Task PutRunAsync(JobRun run, CancellationToken stop)
    {
        RecordCheck.Check(run);
        return _database.WriteAsync(async connection =>
        {
            await _queries.PutRunAsync(connection, run, stop);
            return run;
        }, stop);
    }

    /// <inheritdoc/>
    public Task<JobRun?> FindRunAsync(string id, CancellationToken stop) =>
        _database.ReadAsync(connection => _queries.FindRunAsync(connection, id, stop));

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRun>> ListRunsAsync(string job, int limit, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.ReadAsync(connection => _queries.ListRunsAsync(connection, job, limit, stop));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
