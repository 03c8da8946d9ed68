using Npgsql;
using NpgsqlTypes;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>The store in PostgreSQL 15 or newer, for any number of nodes on one database.</summary>
/// <remarks>
/// The tables lie in the schema that `Search Path` of the connection string names, or in `warmleads`; it is created
/// when missing. <see cref="IOException"/> or <see cref="InvalidDataException"/> say why the database cannot be
/// used; <see cref="ArgumentException"/> which record cannot be kept, before anything is written.
/// </remarks>
public sealed class PostgreSqlLeadStore : PoolTables, IPoolStore
{
    const string DefaultSchema = "warmleads";

    static readonly StoredRows Rows = new(new TimestampColumn());

    readonly string _place, _schema;
    readonly NpgsqlDataSource _source;
    readonly PendingSignal _pending;
    readonly LeadQueries _queries = new(Rows);

    /// <summary>A store on the database that the connection string names; nothing is opened yet.</summary>
    /// <param name="connectionString">Npgsql's words: Host, Port, Database, Username, Password, Search Path…</param>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public PostgreSqlLeadStore(string connectionString)
        : this(Read(connectionString))
    {
    }

    PostgreSqlLeadStore(NpgsqlConnectionStringBuilder setting)
        : this(setting, NpgsqlDataSource.Create(setting), new PendingSignal())
    {
    }

    PostgreSqlLeadStore(NpgsqlConnectionStringBuilder setting, NpgsqlDataSource source, PendingSignal pending)
        : base(new PostgreSqlDatabase(source), Rows, pending)
    {
        (_source, _pending, _schema) = (source, pending, setting.SearchPath!);
        _place = $"PostgreSQL database {setting.Database} on {setting.Host}:{setting.Port}";
    }

    PostgreSqlHistory History => new(_source, Rows, _pending);

    PostgreSqlIntake Intake => new(_source, Rows, _pending);

    PostgreSqlSweeps Sweeps => new(_source, Rows);

    /// <inheritdoc/>
    public async Task InitializeAsync(CancellationToken stop)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(stop);
            await PostgreSqlSchema.MigrateAsync(connection, _schema, stop);
        }
        catch (NpgsqlException e)
        {
            throw new IOException(
                $"{_place} cannot be used as a store ({e.Message}); check that it runs and that the connection setting is right.", e);
        }
    }

    /// <inheritdoc/>
    public Task<StoreCounts> CountAsync(CancellationToken stop) =>
        OnConnectionAsync(connection => _queries.CountAsync(connection, stop), stop);

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
        OnConnectionAsync(async connection =>
        {
            await using var command = new NpgsqlCommand($"SELECT {StoredRows.ConsentColumns} FROM consents WHERE lead_id = ANY ($1)", connection);
            command.Parameters.Add(PostgreSqlHistory.Column(NpgsqlDbType.Text, [.. leadIds.Where(RecordCheck.CanBeKey)], id => id));
            await using var row = await command.ExecuteReaderAsync(stop);
            var statements = new List<ConsentStatement>();
            while (await row.ReadAsync(stop))
                statements.Add(Rows.ReadConsent(row));
            return (IReadOnlyDictionary<string, LeadConsent>)statements.GroupBy(statement => statement.LeadId, StringComparer.Ordinal)
                .ToDictionary(ofLead => ofLead.Key, LeadConsent.Of, StringComparer.Ordinal);
        }, stop);

    /// <inheritdoc/>
    public Task<LeadHistory?> FindAsync(string leadId, CancellationToken stop) =>
        OnConnectionAsync(connection => _queries.FindAsync(connection, leadId, stop), stop);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadHistory> ReadAsync(CancellationToken stop) => History.ReadAsync(stop);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadHistory> ReadByAccountAsync(CancellationToken stop) => History.ReadByAccountAsync(stop);

    /// <inheritdoc/>
    public Task<ScoreSweep> SaveSweepAsync(ScoreSweep sweep, IAsyncEnumerable<LeadScore> scores, CancellationToken stop) =>
        Sweeps.SaveAsync(sweep, scores, stop);

    /// <inheritdoc/>
    public Task<ScoreSweep?> FindLatestSweepAsync(string modelName, CancellationToken stop) =>
        OnConnectionAsync(connection => _queries.FindLatestSweepAsync(connection, modelName, stop), stop);

    /// <inheritdoc/>
    public Task<ScoreSweep?> FindSweepAsync(long sweepId, CancellationToken stop) =>
        OnConnectionAsync(connection => _queries.FindSweepAsync(connection, sweepId, stop), stop);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeadScore>> ListScoresAsync(long sweepId, LeadScore? after, int limit, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return OnConnectionAsync(connection => LeadQueries.ListScoresAsync(connection, sweepId, after, limit, stop), stop);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ScoreHistoryEntry>> ListScoreHistoryAsync(string leadId, CancellationToken stop) =>
        OnConnectionAsync(connection => _queries.ListScoreHistoryAsync(connection, leadId, stop), stop);

    /// <inheritdoc/>
    public Task PutRunAsync(JobRun run, CancellationToken stop)
    {
        RecordCheck.Check(run);
        return OnConnectionAsync(async connection =>
        {
            await _queries.PutRunAsync(connection, run, stop);
            return run;
        }, stop);
    }

    /// <inheritdoc/>
    public Task<JobRun?> FindRunAsync(string id, CancellationToken stop) =>
        OnConnectionAsync(connection => _queries.FindRunAsync(connection, id, stop), stop);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRun>> ListRunsAsync(string job, int limit, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return OnConnectionAsync(connection => _queries.ListRunsAsync(connection, job, limit, stop), stop);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    async Task<T> OnConnectionAsync<T>(Func<NpgsqlConnection, Task<T>> ask, CancellationToken stop)
    {
        await using var connection = await _source.OpenConnectionAsync(stop);
        return await ask(connection);
    }

    static NpgsqlConnectionStringBuilder Read(string connectionString)
    {
        NpgsqlConnectionStringBuilder setting;
        try
        {
            setting = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new ArgumentException(
                $"The PostgreSQL connection setting cannot be read ({e.Message}); write Host=…;Port=…;Database=…;Username=…;Password=….", e);
        }

        // PostgreSQL folds a name without quotes to lower case; so do we, to create the schema that it will look in.
        var schema = string.IsNullOrWhiteSpace(setting.SearchPath) ? DefaultSchema : setting.SearchPath.Trim().ToLowerInvariant();
        if (!schema.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
            throw new ArgumentException(
                $"The PostgreSQL connection setting has Search Path={setting.SearchPath}; name one schema, in letters, digits and underscores.");
        setting.SearchPath = schema;
        return setting;
    }
}
