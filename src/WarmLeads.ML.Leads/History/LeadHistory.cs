namespace WarmLeads.ML.Leads;

/// <summary>Everything that is stored of one lead.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Events">Its events, each once, ordered by time of occurrence, then source, then event id.</param>
/// <param name="Outcome">How it ended; null while it is open.</param>
public sealed record LeadHistory(Lead Lead, IReadOnlyList<EngagementEvent> Events, Outcome? Outcome)
{
    /// <summary>
    /// What the leads of its account did: the events of each lead, ordered like <see cref="Events"/>. All leads of an account share
    /// one list, so its own events may be among them and do not count. Null when they were not read.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<EngagementEvent>>? EventsOfAccount { get; init; }

    /// <summary>Hands each of an account's leads the events of all.</summary>
    /// <param name="leads">All leads of one account, or one without an account.</param>
    public static IEnumerable<LeadHistory> Together(IReadOnlyList<LeadHistory> leads)
    {
        ArgumentNullException.ThrowIfNull(leads);
        // Alone in its account, a lead has no colleagues.
        IReadOnlyList<EngagementEvent>[] eventsOfAccount = leads.Count > 1 ? [.. leads.Select(history => history.Events)] : [];
        return leads.Select(history => history with { EventsOfAccount = eventsOfAccount });
    }

    /// <summary>Whether the lead had been registered and no outcome was known at the moment.</summary>
    /// <param name="cutoff">The moment that we pretend it is.</param>
    public bool IsOpenAt(DateTimeOffset cutoff) =>
        Lead.CreatedAt < cutoff && (Outcome is null || (cutoff <= Outcome.RecordedAt && cutoff <= Outcome.OccurredAt));
}
