namespace WarmLeads.ML.Api;

/// <summary>An address that is to be told of changes.</summary>
/// <param name="Url">Where alerts are posted: an https address.</param>
/// <param name="Kinds">What it wants to be told, such as `lead.hot`; everything when it is left out.</param>
sealed record WebhookInput(string? Url, IReadOnlyList<string>? Kinds);
