namespace WarmLeads.ML.Api;

/// <summary>The answer to a request with several leads.</summary>
/// <param name="Predictions">One for each lead, in the order of the request, all by one version of the model.</param>
sealed record PredictionList(IReadOnlyList<PredictionAnswer> Predictions);
