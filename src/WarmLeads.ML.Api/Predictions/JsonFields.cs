using System.Globalization;
using System.Text.Json;

namespace WarmLeads.ML.Api;

/// <summary>Reads single JSON values and notes what is wrong with them.</summary>
/// <param name="mistakes">Receives what is wrong.</param>
sealed class JsonFields(JsonMistakes mistakes)
{
    /// <summary>A text; null when it is none.</summary>
    public string? Text(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            mistakes.Add(path, $"Here a text is needed; this is {JsonWords.Kind(value)}.");
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            mistakes.Add(path, "The text is not valid Unicode; send it as UTF-8.");
            return null;
        }
    }

    /// <summary>An instant in UTC; null when the value is none.</summary>
    public DateTimeOffset? Instant(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String && TryParseInstant(value.GetString(), out var instant))
            return instant;
        mistakes.Add(path, "Here an instant is needed, as ISO 8601 with its offset: \"2026-05-04T09:30:00Z\".");
        return null;
    }

    /// <summary>Reads an instant with its offset, or a date as its midnight in UTC.</summary>
    public static bool TryParseInstant(string? text, out DateTimeOffset instant)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            instant = new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero);
            return true;
        }

        instant = default;
        // K takes Z or an offset, and also nothing: a time without its zone is refused.
        return text is not null && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length)
            && DateTimeOffset.TryParseExact(
                text, ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"],
                CultureInfo.InvariantCulture, Utc, out instant);
    }
}
