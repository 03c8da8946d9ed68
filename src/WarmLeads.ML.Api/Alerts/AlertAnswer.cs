using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>One message to one address.</summary>
/// <param name="Id">What the receiver sees as `webhook-id`.</param>
/// <param name="WebhookId">Whom it is for.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CreatedAt">When the change happened.</param>
/// <param name="DueAt">When it is tried next, while it waits.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="TriedAt">When it was tried last.</param>
/// <param name="Message">How that went.</param>
/// <param name="Body">What is posted.</param>
sealed record AlertAnswer(
    string Id, string WebhookId, string Kind, AlertStatus Status, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, int Attempts,
    DateTimeOffset? TriedAt, string Message, JsonElement Body)
{
    /// <summary>The alert.</summary>
    public static AlertAnswer From(Alert alert) =>
        new(alert.Id, alert.WebhookId, alert.Kind, alert.Status, alert.CreatedAt, alert.Status == AlertStatus.Waiting ? alert.DueAt : null,
            alert.Attempts, alert.TriedAt, alert.Message, JsonElement.Parse(alert.Body));
}
