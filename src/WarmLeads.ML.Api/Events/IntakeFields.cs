using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace WarmLeads.ML.Api;

/// <summary>Reads values that are to be stored, and notes what a store could not keep.</summary>
/// <param name="mistakes">Receives what is wrong.</param>
sealed class IntakeFields(JsonMistakes mistakes)
{
    /// <summary>How far ahead of ours a sender's clock may be.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    const int LongestKey = 200;

    readonly JsonFields _fields = new(mistakes);

    /// <summary>An id, a kind, a name: 1 to 200 characters. A number is taken as its digits. Null when it is none of it.</summary>
    public string? Key(JsonElement value, string path, string what, int shortest = 1)
    {
        var text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : _fields.Text(value, path);
        return text is null || Key(text, path, what, shortest) is null ? null : text;
    }

    /// <summary>The text when a store can keep it as an id, a kind or a name; null when not.</summary>
    public string? Key(string text, string path, string what, int shortest = 1)
    {
        if (text.Length < shortest || text.Length > LongestKey)
            mistakes.Add(path, $"The {what} has {text.Length} characters; it may have {shortest} to {LongestKey}.");
        else if (text.Contains('\0'))
            mistakes.Add(path, $"The {what} has a NUL at character {text.IndexOf('\0') + 1}; remove it.");
        else
            return text;
        return null;
    }

    /// <summary>An instant that has been, by our clock and a sender's a little ahead of it.</summary>
    public DateTimeOffset? Past(JsonElement value, string path, DateTimeOffset now)
    {
        if (_fields.Instant(value, path) is not { } instant)
            return null;
        if (instant <= now + ClockTolerance)
            return instant;
        mistakes.Add(path, FutureSentence(instant, now));
        return null;
    }

    /// <summary>Why an instant is refused that lies ahead.</summary>
    public static string FutureSentence(DateTimeOffset instant, DateTimeOffset now) =>
        $"{instant:yyyy-MM-dd'T'HH:mm:ss'Z'} is in the future (it is {now:yyyy-MM-dd'T'HH:mm:ss'Z'} here); send what has happened, and check the sender's clock.";

    /// <summary>A boolean; null when it is none.</summary>
    public bool? Boolean(JsonElement value, string path)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        mistakes.Add(path, $"Here true or false is needed; this is {JsonWords.Kind(value)}.");
        return null;
    }

    /// <summary>A finite number; null when it is none.</summary>
    public double? Number(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number))
            return number;
        mistakes.Add(path, $"Here a finite number is needed; this is {JsonWords.Kind(value)}.");
        return null;
    }

    /// <summary>An id made of the content of a message that has none: the same content sent again is the same message.</summary>
    public static string ContentId(JsonElement message)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message)));
        return $"content-{Convert.ToHexStringLower(hash.AsSpan(0, 16))}";
    }
}
