using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Buffers.Text;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>A place in the warm pool. In addresses it is an opaque text.</summary>
/// <param name="Rank">Leads listed before it.</param>
/// <param name="Id">The last lead that was looked at.</param>
/// <param name="Probability">Its chance then; null when it had none.</param>
/// <param name="Value">Its value then; null when it had none.</param>
sealed record PoolCursor(
    [property: JsonPropertyName("r")] long Rank, [property: JsonPropertyName("i")] string Id, [property: JsonPropertyName("p")] double? Probability,
    [property: JsonPropertyName("v")] double? Value)
{
    const int LongestText = 2000;

    /// <summary>The cursor after a lead.</summary>
    public static PoolCursor After(RankedStanding last, long rank) => new(rank, last.Standing.LeadId, last.Standing.Probability, last.Value);

    /// <summary>The lead as the store wants it.</summary>
    [JsonIgnore]
    public RankedStanding Last => new(
        new LeadStanding(Id, LeadState.Cold, default, LeadTrend.Steady, default) { Probability = Probability }, null, Value, "");

    /// <summary>The cursor as a text of letters, digits, `-` and `_`.</summary>
    public string Encode() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>Reads a cursor back.</summary>
    /// <returns>False when it is not one that <see cref="Encode"/> wrote.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out PoolCursor? cursor)
    {
        cursor = null;
        if (text.Length > LongestText || !Base64Url.IsValid(text))
            return false;
        try
        {
            cursor = JsonSerializer.Deserialize<PoolCursor>(Base64Url.DecodeFromChars(text));
        }
        catch (JsonException)
        {
            return false;
        }

        return cursor is { Rank: >= 0, Id.Length: > 0 };
    }
}
