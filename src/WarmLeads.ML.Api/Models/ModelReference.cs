using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>Which model gave an answer, down to the bytes of its file.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Hash">SHA-256 of the model file, in lower-case hexadecimal.</param>
sealed record ModelReference(string Name, string Version, string Hash)
{
    /// <summary>The reference to a model.</summary>
    public static ModelReference To(ConversionModel model) => new(model.Name, model.Version, model.Hash);
}
