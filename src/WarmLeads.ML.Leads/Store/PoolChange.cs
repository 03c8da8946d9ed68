namespace WarmLeads.ML.Leads;

/// <summary>One look at one lead, to be written whole or not at all.</summary>
/// <param name="Standing">What is believed now.</param>
/// <param name="ExpectedNumber">Number of the standing that was read; 0 when there was none.</param>
public sealed record PoolChange(LeadStanding Standing, long ExpectedNumber)
{
    /// <summary>The lead's segment, for filters; null when it has none.</summary>
    public string? Segment { get; init; }

    /// <summary>What a conversion would be worth; null when unknown.</summary>
    public double? Value { get; init; }

    /// <summary>The strongest reasons in one line; empty without a prediction.</summary>
    public string TopReason { get; init; } = "";

    /// <summary>Whether no list shows the lead, because it objected to profiling.</summary>
    public bool IsHidden { get; init; }

    /// <summary>What changed; empty when nothing did.</summary>
    public IReadOnlyList<Transition> Transitions { get; init; } = [];

    /// <summary>Who is told.</summary>
    public IReadOnlyList<Alert> Alerts { get; init; } = [];

    /// <summary>The handoff that begins; null when none does.</summary>
    public Handoff? Handoff { get; init; }

    /// <summary>Whether a handoff without a decision ends, because the lead is no longer hot.</summary>
    public bool WithdrawsHandoff { get; init; }

    /// <summary>The score to keep in the lead's history; null when none is.</summary>
    public ScoreEntry? Score { get; init; }

    /// <summary>The number under which the lead was pending; null when it was not looked at for that.</summary>
    public long? PendingNumber { get; init; }

    /// <summary>Whether its colleagues at the same account are to be looked at too, once its own waiting ends.</summary>
    public bool TellsColleagues { get; init; }
}
