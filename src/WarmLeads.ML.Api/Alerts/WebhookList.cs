namespace WarmLeads.ML.Api;

/// <summary>The addresses that are told of changes.</summary>
/// <param name="Webhooks">The addresses.</param>
sealed record WebhookList(IReadOnlyList<WebhookAnswer> Webhooks);
