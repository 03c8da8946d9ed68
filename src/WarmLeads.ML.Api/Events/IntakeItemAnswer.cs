using System.Text.Json.Serialization;

namespace WarmLeads.ML.Api;

/// <summary>What became of one item.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Status">What became of it.</param>
sealed record IntakeItemAnswer(int Index, IntakeStatus Status)
{
    /// <summary>The caller's id of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    /// <summary>What the caller should know although it was taken in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>Why it was refused.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RequestError>? Errors { get; init; }
}
