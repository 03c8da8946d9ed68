namespace WarmLeads.ML.Leads;

/// <summary>Since when the parts of a lead hold; the earliest instant there is where nobody said.</summary>
public sealed record LeadTimes
{
    /// <summary>When a change last said everything.</summary>
    public DateTimeOffset Replaced { get; init; }

    /// <summary>Since when the registration holds.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>Whether no change said when the lead was registered, so that its earliest change counts.</summary>
    public bool IsCreationImplied { get; init; }

    /// <summary>Since when the account holds.</summary>
    public DateTimeOffset Account { get; init; }

    /// <summary>Since when the value holds.</summary>
    public DateTimeOffset Value { get; init; }

    /// <summary>Since when each attribute holds, those that were removed included.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Attributes { get; init; } =
        new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
}
