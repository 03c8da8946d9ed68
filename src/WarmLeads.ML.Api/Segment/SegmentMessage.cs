using System.Text.Json;

namespace WarmLeads.ML.Api;

/// <summary>A call of Segment's HTTP API as it came, with what a batch around it says.</summary>
/// <param name="Body">The call.</param>
/// <param name="Path">Where it stands in the request.</param>
/// <param name="Type">identify, track, page, screen, group or alias.</param>
/// <param name="SentAt">When the sender's clock said it was sent; null when it did not.</param>
/// <param name="Context">The context of the batch, for calls that have none of their own.</param>
sealed record SegmentMessage(JsonElement Body, string Path, string Type, DateTimeOffset? SentAt, JsonElement? Context)
{
    /// <summary>A member's text; null when it is missing, empty or something else. Numbers are taken as their digits.</summary>
    public string? Text(string name) =>
        Body.TryGetProperty(name, out var value) ? TextOf(value) : null;

    /// <summary>A member that is an object; null when there is none.</summary>
    public JsonElement? Object(string name) =>
        Body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    /// <summary>A text of the context by its path; null when there is none.</summary>
    public string? InContext(params ReadOnlySpan<string> path)
    {
        var at = Object("context") ?? Context;
        foreach (var name in path)
            at = at is { ValueKind: JsonValueKind.Object } inner && inner.TryGetProperty(name, out var next) ? next : null;
        return at is { } found ? TextOf(found) : null;
    }

    static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { Length: > 0 } text => text,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
