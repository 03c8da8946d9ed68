namespace WarmLeads.ML.Leads;

/// <summary>What sales said of a handoff.</summary>
/// <param name="IsAccepted">Whether sales took the lead.</param>
/// <param name="At">When.</param>
/// <param name="By">Who; empty when unknown.</param>
public sealed record HandoffDecision(bool IsAccepted, DateTimeOffset At, string By)
{
    /// <summary>Why it was given back; null when it was taken.</summary>
    public HandoffRejection? Rejection { get; init; }

    /// <summary>In words; empty when there are none.</summary>
    public string Note { get; init; } = "";
}
