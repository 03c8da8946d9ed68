namespace WarmLeads.ML.Leads;

/// <summary>A lead that has its outcome.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record LeadEnd(Lead Lead, Outcome Outcome)
{
    /// <summary>Whether it was open at a moment.</summary>
    public bool WasOpenAt(DateTimeOffset moment) => new LeadHistory(Lead, [], Outcome).IsOpenAt(moment);
}
