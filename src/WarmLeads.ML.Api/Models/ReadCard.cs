using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Api;

/// <summary>A version of a model and its card, or why the card cannot be read: one damaged version hides no other.</summary>
/// <param name="Version">The version.</param>
/// <param name="Card">Its card; null when it is damaged.</param>
/// <param name="Problem">What is wrong with it, and what to do; null when nothing is.</param>
sealed record ReadCard(string Version, ModelCard? Card, string? Problem)
{
    /// <summary>All versions of a model, oldest first; none when the name is unknown.</summary>
    public static IReadOnlyList<ReadCard> All(FileModelRegistry registry, string name) =>
        [.. registry.VersionsOf(name).Select(version => Read(registry, name, version))];

    /// <summary>One version; null when there is none of that name.</summary>
    /// <remarks>The registry looks for folders: a name or version that is not one of its own never reaches it as a path.</remarks>
    public static ReadCard? Find(FileModelRegistry registry, string name, string version) =>
        registry.VersionsOf(name).Contains(version, StringComparer.Ordinal) ? Read(registry, name, version) : null;

    static ReadCard Read(FileModelRegistry registry, string name, string version)
    {
        try
        {
            return new ReadCard(version, registry.FindCard(name, version), null);
        }
        catch (InvalidDataException damaged)
        {
            return new ReadCard(version, null, damaged.Message);
        }
    }
}
