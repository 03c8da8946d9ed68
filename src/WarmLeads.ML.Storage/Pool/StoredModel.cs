namespace WarmLeads.ML.Storage;

/// <summary>A model as scores name it; without a name there was none.</summary>
readonly record struct StoredModel(string Name, string Version, string Hash);
