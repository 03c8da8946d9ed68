using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>A model that is in the registry and in use from now on.</summary>
/// <param name="Model">The model as it was read back from its file.</param>
/// <param name="Card">Its card, with version and hash.</param>
/// <param name="Folder">The version's folder, which `score --model` takes.</param>
public sealed record PublishedModel(ConversionModel Model, ModelCard Card, string Folder);
