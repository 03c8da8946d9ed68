namespace WarmLeads.ML.Leads;

/// <summary>A person who might buy, as the CRM knows them: identity, arrival and attributes that tell fit.</summary>
/// <param name="Id">The CRM's id, 1 to 200 characters; compared ordinally.</param>
/// <param name="CreatedAt">When the lead was registered; nothing is scored before it.</param>
public sealed record Lead(string Id, DateTimeOffset CreatedAt)
{
    /// <summary>The company that the lead belongs to; null when unknown.</summary>
    public string? AccountId { get; init; }

    /// <summary>What a conversion would be worth, in the CRM's currency; null when unknown.</summary>
    public double? Value { get; init; }

    /// <summary>Attributes as the CRM holds them (industry, company size, country, source…): column name to text.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}
