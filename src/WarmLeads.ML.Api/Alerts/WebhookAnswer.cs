using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>An address that is told of changes.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where alerts are posted.</param>
/// <param name="Kinds">What it is told; empty for everything.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="DisabledBecause">Why it is told nothing any more; null while it is.</param>
/// <param name="Secret">The key that alerts are signed with; shown once, when it was made.</param>
sealed record WebhookAnswer(
    string Id, string Url, IReadOnlyList<string> Kinds, DateTimeOffset CreatedAt, string? DisabledBecause, string? Secret)
{
    /// <summary>The webhook without its secret.</summary>
    public static WebhookAnswer From(Webhook webhook) =>
        new(webhook.Id, webhook.Url, webhook.Kinds, webhook.CreatedAt, webhook.DisabledBecause, Secret: null);
}
