namespace WarmLeads.ML.Leads;

/// <summary>An action that is advised or advised against.</summary>
/// <param name="Name">Its stable name: `share_content`, `sales_call`…</param>
/// <param name="Words">What it is, or why not, in one sentence.</param>
public sealed record ActionAdvice(string Name, string Words)
{
    /// <summary>What a history tells of it, where that is clear; null where it is not.</summary>
    public TouchEffect? Effect { get; init; }
}
