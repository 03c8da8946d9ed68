using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Cli;

/// <summary>What was read and is not stored yet.</summary>
sealed class ImportBatch
{
    public List<LeadAlias> Aliases { get; } = [];

    public List<LeadChange> Changes { get; } = [];

    public List<EngagementEvent> Events { get; } = [];

    public List<Outcome> Outcomes { get; } = [];

    public List<ConsentStatement> Consents { get; } = [];

    /// <summary>How many records there are.</summary>
    public int Count => Aliases.Count + Changes.Count + Events.Count + Outcomes.Count + Consents.Count;

    /// <summary>The same for the store.</summary>
    public IntakeBatch ToIntake() =>
        new() { Aliases = Aliases, Changes = Changes, Events = Events, Outcomes = Outcomes, Consents = Consents };
}
