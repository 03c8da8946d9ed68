using System.Collections.Concurrent;

namespace WarmLeads.ML.Scoring;

/// <summary>The models in use. A new version takes over in one step; whoever holds the old one finishes with it.</summary>
public sealed class ModelPool
{
    readonly ConcurrentDictionary<string, ConversionModel> _models = new(StringComparer.Ordinal);

    /// <summary>The models in use, by name.</summary>
    public IReadOnlyList<ConversionModel> Current => [.. _models.Values.OrderBy(model => model.Name, StringComparer.Ordinal)];

    /// <summary>The model in use under a name; null when there is none. Take it once for each request.</summary>
    public ConversionModel? Find(string name) => _models.GetValueOrDefault(name);

    /// <summary>Puts a model in use in the place of the one with its name.</summary>
    public void Publish(ConversionModel model) => _models[model.Name] = model;
}
