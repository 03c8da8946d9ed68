namespace WarmLeads.ML.Api;

/// <summary>How the service is.</summary>
/// <param name="Status">`live` or `ready`.</param>
/// <param name="Model">The model that serves; null when only the process was asked for.</param>
sealed record HealthAnswer(string Status, ModelReference? Model);
