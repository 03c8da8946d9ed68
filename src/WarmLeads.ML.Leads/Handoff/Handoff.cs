namespace WarmLeads.ML.Leads;

/// <summary>A lead handed to sales, with everything that spoke for it at that moment.</summary>
/// <param name="Id">Follows from the transition that caused it.</param>
/// <param name="LeadId">The lead.</param>
/// <param name="At">When it was handed over.</param>
/// <param name="DueAt">Until when sales should have answered.</param>
/// <param name="Route">Who should take it, as a hint; empty when nothing is known.</param>
public sealed record Handoff(string Id, string LeadId, DateTimeOffset At, DateTimeOffset DueAt, string Route)
{
    /// <summary>The criteria of a hot lead, met or not.</summary>
    public IReadOnlyList<CriterionResult> Checklist { get; init; } = [];

    /// <summary>Why the lead turned hot, in one sentence.</summary>
    public string Cause { get; init; } = "";

    /// <summary>The chance of conversion at that moment; null when a rule alone decided.</summary>
    public double? Probability { get; init; }

    /// <summary>The same in log-odds.</summary>
    public double? Score { get; init; }

    /// <summary>What each signal contributed to the score.</summary>
    public IReadOnlyList<ScoreContribution> Contributions { get; init; } = [];

    /// <summary>The model; empty when a rule alone decided.</summary>
    public string ModelName { get; init; } = "";

    /// <summary>Its version.</summary>
    public string ModelVersion { get; init; } = "";

    /// <summary>SHA-256 of its file, in hexadecimal.</summary>
    public string ModelHash { get; init; } = "";

    /// <summary>The criteria in force.</summary>
    public string CriteriaVersion { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public HandoffStatus Status { get; init; }

    /// <summary>What sales said; null while it waits or when it was withdrawn.</summary>
    public HandoffDecision? Decision { get; init; }

    /// <summary>Whether sales has not answered in time.</summary>
    public bool IsOverdueAt(DateTimeOffset now) => Status == HandoffStatus.Open && DueAt < now;
}
