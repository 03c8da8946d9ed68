namespace WarmLeads.ML.Leads;

/// <summary>What is believed of every lead, what changed, and which leads wait to be looked at.</summary>
/// <remarks>
/// Everything that can change what is believed of a lead (a new event, a lead put, an outcome, a decision of sales) marks
/// the lead as pending in its own transaction. A lead stays pending until a change of it is committed, so that a process
/// may die anywhere: the work is done again, and what was committed is committed once.
/// Where colleagues are measured, the leads of an account wait too as soon as news of one of them were looked at: in the same
/// transaction, and not because of a look that a colleague's news caused, so that leads do not call each other for ever. Accounts of
/// more than <see cref="MostColleaguesTold"/> other leads are left to the sweep.
/// </remarks>
public interface IStandingStore
{
    /// <summary>Colleagues of a lead with news that wait to be looked at too, at most.</summary>
    const int MostColleaguesTold = 100;

    /// <summary>Takes leads that wait to be looked at, the longest-waiting first; other nodes get others while the claim is held.</summary>
    /// <param name="limit">How many at most, 1 or more.</param>
    /// <param name="stop">Stops the query.</param>
    Task<IPendingClaim> ClaimPendingAsync(int limit, CancellationToken stop);

    /// <summary>
    /// Ends the waiting of leads of which there is nothing to look at, and takes those that are not stored (any more) out of the
    /// pool. One marked again meanwhile keeps waiting. Colleagues of leads with news begin to wait.
    /// </summary>
    Task ReleasePendingAsync(IReadOnlyList<PendingLead> leads, CancellationToken stop);

    /// <summary>How many leads wait to be looked at.</summary>
    Task<long> CountPendingAsync(CancellationToken stop);

    /// <summary>Makes leads pending that time alone may have changed: those whose next look is not after now.</summary>
    /// <returns>How many there were.</returns>
    Task<int> MarkDueAsync(DateTimeOffset now, CancellationToken stop);

    /// <summary>Waits until this process has made leads pending, at most for a while.</summary>
    Task WaitForPendingAsync(TimeSpan atMost, CancellationToken stop);

    /// <summary>Ids of leads after one in ordinal order; null begins.</summary>
    Task<IReadOnlyList<string>> ListLeadIdsAsync(string? after, int limit, CancellationToken stop);

    /// <summary>Leads with their histories and standings out of one snapshot, in the order asked for; unknown ids are left out.</summary>
    /// <param name="leadIds">The ids.</param>
    /// <param name="withColleagues">Whether the histories hold the events of their accounts too, for a model that measures colleagues.</param>
    /// <param name="stop">Stops the queries.</param>
    Task<IReadOnlyList<PoolLead>> FindManyAsync(IReadOnlyList<string> leadIds, bool withColleagues, CancellationToken stop);

    /// <summary>Writes changes in one transaction, each whole or not at all.</summary>
    /// <returns>
    /// For each change whether it was written; false when the lead was written by someone else since it was read (its
    /// standing's number is no longer the expected one) or exists no more. Such a lead stays pending.
    /// </returns>
    Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<PoolChange> changes, CancellationToken stop);

    /// <summary>What is believed of a lead; null when it was never looked at.</summary>
    Task<RankedStanding?> FindStandingAsync(string leadId, CancellationToken stop);

    /// <summary>Standings in rank order, equal ones by lead id; those without a probability come last.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="order">What ranks them.</param>
    /// <param name="after">The last of the page before; null for the first page.</param>
    /// <param name="limit">How many, 1 or more.</param>
    /// <param name="stop">Stops the query.</param>
    Task<IReadOnlyList<RankedStanding>> ListStandingsAsync(
        StandingFilter filter, StandingOrder order, RankedStanding? after, int limit, CancellationToken stop);

    /// <summary>How many leads are in each state; states without a lead are left out.</summary>
    Task<IReadOnlyDictionary<LeadState, long>> CountStandingsAsync(CancellationToken stop);

    /// <summary>How many leads no list shows because they objected to profiling.</summary>
    Task<long> CountHiddenAsync(CancellationToken stop);

    /// <summary>Everything that changed about a lead, oldest first.</summary>
    Task<IReadOnlyList<Transition>> ListTransitionsAsync(string leadId, CancellationToken stop);

    /// <summary>Transitions of all leads from a moment on, by time, then lead, then number.</summary>
    /// <param name="since">The first moment.</param>
    /// <param name="after">The last of the page before; null for the first page.</param>
    /// <param name="limit">How many, 1 or more.</param>
    /// <param name="stop">Stops the query.</param>
    Task<IReadOnlyList<Transition>> ListTransitionsSinceAsync(DateTimeOffset since, Transition? after, int limit, CancellationToken stop);

    /// <summary>All stored scores of one lead, by sweeps and after new behaviour, oldest first.</summary>
    Task<IReadOnlyList<ScoreEntry>> ListScoreEntriesAsync(string leadId, CancellationToken stop);

    /// <summary>Removes scores after new behaviour that are older than a moment.</summary>
    /// <returns>How many there were.</returns>
    Task<int> RemoveScoreEntriesAsync(DateTimeOffset before, CancellationToken stop);
}
