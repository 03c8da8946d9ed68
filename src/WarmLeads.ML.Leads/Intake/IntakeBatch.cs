namespace WarmLeads.ML.Leads;

/// <summary>What came in together and is stored together: all of it or nothing.</summary>
public sealed record IntakeBatch
{
    /// <summary>Former ids that belong to leads.</summary>
    public IReadOnlyList<LeadAlias> Aliases { get; init; } = [];

    /// <summary>Changes of leads; the first one of an unknown lead makes it known.</summary>
    public IReadOnlyList<LeadChange> Changes { get; init; } = [];

    /// <summary>Events.</summary>
    public IReadOnlyList<EngagementEvent> Events { get; init; } = [];

    /// <summary>Outcomes.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];

    /// <summary>Statements about consent.</summary>
    public IReadOnlyList<ConsentStatement> Consents { get; init; } = [];
}
