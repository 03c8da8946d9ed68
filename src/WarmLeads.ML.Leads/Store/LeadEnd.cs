namespace WarmLeads.ML.Leads;

/// <summary>A lead that has its outcome.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record LeadEnd(Lead Lead, Outcome Outcome)
{
    /// <summary>
    /// When the store first received something that it did, or scored it by itself; when it registered if the pool was looked through before it
    /// ended without either; null when it was told of only when it had ended.
    /// </summary>
    public DateTimeOffset? FirstKnownAt { get; init; }

    /// <summary>Whether it was open at a moment.</summary>
    public bool WasOpenAt(DateTimeOffset moment) => new LeadHistory(Lead, [], Outcome).IsOpenAt(moment);

    /// <summary>Whether it was open and known at a moment: one that is told of later is none of the pool of that day, however early it registered.</summary>
    public bool WasInPoolAt(DateTimeOffset moment) => FirstKnownAt <= moment && WasOpenAt(moment);
}
