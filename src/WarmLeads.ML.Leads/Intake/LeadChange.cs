namespace WarmLeads.ML.Leads;

/// <summary>What was said of a lead at a moment: some attributes, or all of them.</summary>
/// <param name="LeadId">Whose change it is.</param>
/// <param name="At">Since when it holds; of two that speak of the same thing the later one counts, whichever arrives first.</param>
public sealed record LeadChange(string LeadId, DateTimeOffset At)
{
    /// <summary>Whether the change says everything: what is older and not in it is gone.</summary>
    public bool ReplacesAll { get; init; }

    /// <summary>When the lead was registered; null when the change does not say. A lead of which no change says it was registered with its earliest one.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The account; null when the change does not say.</summary>
    public string? AccountId { get; init; }

    /// <summary>What a conversion would be worth; null when the change does not say.</summary>
    public double? Value { get; init; }

    /// <summary>Attributes by name; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Attributes { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);
}
