namespace WarmLeads.ML.Leads;

/// <summary>Everything that is stored of one lead.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Events">Its events, each once, ordered by time of occurrence, then source, then event id.</param>
/// <param name="Outcome">How it ended; null while it is open.</param>
public sealed record LeadHistory(Lead Lead, IReadOnlyList<EngagementEvent> Events, Outcome? Outcome)
{
    /// <summary>Whether the lead had been registered and no outcome was known at the moment.</summary>
    /// <param name="cutoff">The moment that we pretend it is.</param>
    public bool IsOpenAt(DateTimeOffset cutoff) =>
        Lead.CreatedAt < cutoff && (Outcome is null || (cutoff <= Outcome.RecordedAt && cutoff <= Outcome.OccurredAt));
}
