using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Scoring;

/// <summary>What a look at a lead leads to beyond its standing.</summary>
public sealed record PoolRules
{
    /// <summary>How hot leads are handed over.</summary>
    public HandoffRules Handoffs { get; init; } = new();

    /// <summary>How long after an alert of the same lead, kind and address the next one waits. Zero: every change is told.</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// A first look tells only of leads of which something was received within this time: what an import brings of years past
    /// is no news.
    /// </summary>
    public TimeSpan NewsFor { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Who is told.</summary>
    public IReadOnlyList<Webhook> Webhooks { get; init; } = [];
}
