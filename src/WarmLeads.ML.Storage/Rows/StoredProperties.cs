using System.Text.Encodings.Web;
using System.Text.Json;

namespace WarmLeads.ML.Storage;

/// <summary>Attributes of a lead and properties of an event as one JSON object of texts.</summary>
static class StoredProperties
{
    const string None = "{}";

    // Shared by every event without properties: most have none.
    static readonly IReadOnlyDictionary<string, string> Empty = new Dictionary<string, string>(StringComparer.Ordinal);

    // The text is read back by this class alone, so nothing needs escaping for HTML.
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The object's text.</summary>
    public static string Write(IReadOnlyDictionary<string, string> properties) =>
        properties.Count == 0 ? None : JsonSerializer.Serialize(properties, Plain);

    /// <summary>The properties in a text that <see cref="Write"/> made.</summary>
    /// <exception cref="InvalidDataException">The text is something else.</exception>
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        if (text == None)
            return Empty;
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(text, Plain)!;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"Stored properties are no JSON object of texts ({e.Message}); restore the store from a backup.", e);
        }
    }
}
