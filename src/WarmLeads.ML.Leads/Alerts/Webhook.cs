namespace WarmLeads.ML.Leads;

/// <summary>An address that is told of changes.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where alerts are posted.</param>
/// <param name="Secret">The key that alerts are signed with: `whsec_` and 24 to 64 bytes in base64.</param>
/// <param name="CreatedAt">When it was added.</param>
public sealed record Webhook(string Id, string Url, string Secret, DateTimeOffset CreatedAt)
{
    /// <summary>What it wants to be told, such as `lead.hot`; empty for everything.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Why it is told nothing any more; null while it is.</summary>
    public string? DisabledBecause { get; init; }

    /// <summary>Whether it is told of alerts of a kind.</summary>
    public bool Wants(string kind) => DisabledBecause is null && (Kinds.Count == 0 || Kinds.Contains(kind, StringComparer.Ordinal));
}
