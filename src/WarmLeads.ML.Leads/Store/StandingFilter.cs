namespace WarmLeads.ML.Leads;

/// <summary>Which leads of the pool a list shows; everything that is set must hold.</summary>
public sealed record StandingFilter
{
    /// <summary>States, at least one; the open ones when nothing else is said.</summary>
    public IReadOnlyList<LeadState> States { get; init; } = [LeadState.Hot, LeadState.Warm, LeadState.Cold];

    /// <summary>The trend; null for any.</summary>
    public LeadTrend? Trend { get; init; }

    /// <summary>Only leads that were re-warmed at this moment or later; null for any.</summary>
    public DateTimeOffset? RewarmedSince { get; init; }

    /// <summary>The segment; null for any.</summary>
    public string? Segment { get; init; }
}
