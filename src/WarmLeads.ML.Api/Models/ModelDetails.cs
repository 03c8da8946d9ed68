using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>A model with all its versions.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Current">The version that answers; null when none is in use.</param>
/// <param name="Card">The card of that version: data, signals, quality beside baselines, warnings.</param>
/// <param name="Versions">All versions, newest first.</param>
sealed record ModelDetails(string Name, ModelReference? Current, ModelCard? Card, IReadOnlyList<ModelVersion> Versions);
