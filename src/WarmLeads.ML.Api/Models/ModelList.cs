namespace WarmLeads.ML.Api;

/// <summary>The models.</summary>
/// <param name="Models">One for each name, by name.</param>
sealed record ModelList(IReadOnlyList<ModelSummary> Models);
