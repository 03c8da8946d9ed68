using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>One model in the list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Current">The version that answers; null when none is in use.</param>
/// <param name="Target">What is predicted, in words.</param>
/// <param name="HorizonDays">Days within which the conversion is predicted; null when the label had no horizon.</param>
/// <param name="Versions">How many versions are published.</param>
/// <param name="Problems">What is wrong with versions whose card cannot be read, one sentence each; empty when all can.</param>
sealed record ModelSummary(string Name, ModelReference? Current, string? Target, int? HorizonDays, int Versions, IReadOnlyList<string> Problems)
{
    /// <summary>The summary of a model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="serving">The version in use; null when there is none.</param>
    /// <param name="versions">The versions that are published.</param>
    public static ModelSummary From(string name, ConversionModel? serving, IReadOnlyList<ReadCard> versions) => new(
        name, serving is null ? null : ModelReference.To(serving), serving?.Target, serving?.HorizonDays, versions.Count,
        [.. versions.Select(version => version.Problem).OfType<string>()]);
}
