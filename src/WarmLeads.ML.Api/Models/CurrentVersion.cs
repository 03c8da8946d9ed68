namespace WarmLeads.ML.Api;

/// <summary>The version that a model is to answer with.</summary>
/// <param name="Version">A published version.</param>
sealed record CurrentVersion(string Version);
