namespace WarmLeads.ML.Leads;

/// <summary>What became of a batch, once it is stored. Lists go by position in the batch.</summary>
public sealed record IntakeReceipt
{
    /// <summary>For each alias the lead that it belongs to: another than asked for when the alias was given before.</summary>
    public required IReadOnlyList<string> AliasOwners { get; init; }

    /// <summary>For each event whether it was new.</summary>
    public required IReadOnlyList<bool> NewEvents { get; init; }

    /// <summary>For each outcome the one that stands: itself when it was recorded now, else the earlier one.</summary>
    public required IReadOnlyList<Outcome> StandingOutcomes { get; init; }

    /// <summary>For each outcome whether it was recorded now.</summary>
    public required IReadOnlyList<bool> NewOutcomes { get; init; }

    /// <summary>Leads of events, outcomes and consents that are not stored; what is said of them waits until they are.</summary>
    public required IReadOnlySet<string> UnknownLeads { get; init; }

    /// <summary>Ids in the batch of persons who were erased: nothing that was said of them was stored.</summary>
    public IReadOnlySet<string> ErasedLeads { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Leads that something new was stored of, under their present ids.</summary>
    public required IReadOnlySet<string> ChangedLeads { get; init; }
}
