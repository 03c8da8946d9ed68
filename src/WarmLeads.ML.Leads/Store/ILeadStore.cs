namespace WarmLeads.ML.Leads;

/// <summary>Where leads, events, outcomes, scores and runs are kept. Two stores implement it: SQLite and PostgreSQL.</summary>
/// <remarks>
/// Every write is durable before the call returns, whole or not at all, and may be repeated without effect.
/// Instants are kept to the microsecond in UTC. All members may be called from many threads at once.
/// Ids, kinds and names have 1 to 200 characters, a source 0 to 200, and none has a NUL; attribute and property values are
/// any text. A record that breaks this is refused with an <see cref="ArgumentException"/> before its batch is written.
/// Events and outcomes of a lead that is not stored yet are kept and belong to it from the moment it is.
/// </remarks>
public interface ILeadStore : IAsyncDisposable
{
    /// <summary>Creates what is missing and brings an older schema up to date. Call once before anything else.</summary>
    Task InitializeAsync(CancellationToken stop);

    /// <summary>How much is stored.</summary>
    Task<StoreCounts> CountAsync(CancellationToken stop);

    /// <summary>Adds leads, or replaces those whose id is known.</summary>
    Task PutLeadsAsync(IReadOnlyCollection<Lead> leads, CancellationToken stop);

    /// <summary>Appends events; one whose (source, event id) is stored already changes nothing.</summary>
    /// <returns>The number of events that were new.</returns>
    Task<int> AppendEventsAsync(IReadOnlyCollection<EngagementEvent> events, CancellationToken stop);

    /// <summary>Records outcomes; a lead keeps the first outcome that was recorded for it.</summary>
    /// <returns>The number of outcomes that were new.</returns>
    Task<int> AppendOutcomesAsync(IReadOnlyCollection<Outcome> outcomes, CancellationToken stop);

    /// <summary>Takes in a batch in one transaction. Events go to the lead that their id is an alias of.</summary>
    /// <remarks>An alias belongs to the lead that it was given to first; giving it again, to whomever, changes nothing.</remarks>
    Task<IntakeReceipt> TakeInAsync(IntakeBatch batch, CancellationToken stop);

    /// <summary>The consent of those of the leads of which something was said, by lead id; the others are missing.</summary>
    Task<IReadOnlyDictionary<string, LeadConsent>> FindConsentsAsync(IReadOnlyCollection<string> leadIds, CancellationToken stop);

    /// <summary>One lead with its events and outcome, without those of its account; null when the id is unknown.</summary>
    Task<LeadHistory?> FindAsync(string leadId, CancellationToken stop);

    /// <summary>All leads in ordinal order of their id, one history at a time: memory is bounded by one lead's events.</summary>
    IAsyncEnumerable<LeadHistory> ReadAsync(CancellationToken stop);

    /// <summary>
    /// All leads with the events of their accounts, in ordinal order of account and id, those without an account first: memory is
    /// bounded by one account's events.
    /// </summary>
    IAsyncEnumerable<LeadHistory> ReadByAccountAsync(CancellationToken stop);

    /// <summary>Stores one complete scoring of the pool. It becomes the latest sweep when all of it is stored, not before.</summary>
    /// <returns>The sweep with its number.</returns>
    Task<ScoreSweep> SaveSweepAsync(ScoreSweep sweep, IAsyncEnumerable<LeadScore> scores, CancellationToken stop);

    /// <summary>The newest complete sweep of a model name; null when there is none.</summary>
    Task<ScoreSweep?> FindLatestSweepAsync(string modelName, CancellationToken stop);

    /// <summary>A sweep by its number; null when it is unknown.</summary>
    Task<ScoreSweep?> FindSweepAsync(long sweepId, CancellationToken stop);

    /// <summary>Scores of a sweep from the highest probability down, equal ones by lead id.</summary>
    /// <param name="sweepId">The sweep.</param>
    /// <param name="after">The last score of the page before; null for the first page.</param>
    /// <param name="limit">How many, 1 or more.</param>
    /// <param name="stop">Stops the query.</param>
    Task<IReadOnlyList<LeadScore>> ListScoresAsync(long sweepId, LeadScore? after, int limit, CancellationToken stop);

    /// <summary>All stored scores of one lead, oldest sweep first.</summary>
    Task<IReadOnlyList<ScoreHistoryEntry>> ListScoreHistoryAsync(string leadId, CancellationToken stop);

    /// <summary>Stores a run of a job, or replaces the run with the same id.</summary>
    Task PutRunAsync(JobRun run, CancellationToken stop);

    /// <summary>A run by its id; null when it is unknown.</summary>
    Task<JobRun?> FindRunAsync(string id, CancellationToken stop);

    /// <summary>The runs of a job, newest first.</summary>
    Task<IReadOnlyList<JobRun>> ListRunsAsync(string job, int limit, CancellationToken stop);
}
