using System.Diagnostics.CodeAnalysis;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>The model that a request is answered by, taken once.</summary>
/// <param name="pool">The models in use.</param>
/// <param name="readiness">Why there may be none.</param>
/// <param name="options">The settings: the name of the model when the request gives none.</param>
sealed class ModelSelection(ModelPool pool, Readiness readiness, ServiceOptions options)
{
    /// <summary>Finds the model in use under a name.</summary>
    /// <param name="name">The name that the request gives; null for the service's own model.</param>
    /// <param name="model">The model.</param>
    /// <param name="problem">Why there is none.</param>
    public bool TryFind(string? name, [NotNullWhen(true)] out ConversionModel? model, [NotNullWhen(false)] out NoModel? problem)
    {
        model = pool.Find(name ?? options.ModelName);
        problem = model is not null ? null
            : name is null || name == options.ModelName ? NoModel.NotYet(readiness.Reason ?? "No model is in use yet; POST /v1/trainings trains one.")
            : NoModel.Unknown($"No model is named '{name}'; known are {string.Join(", ", pool.Current.Select(known => known.Name))}.");
        return model is not null;
    }
}
