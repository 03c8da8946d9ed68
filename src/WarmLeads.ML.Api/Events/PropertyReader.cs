using System.Text.Json;

namespace WarmLeads.ML.Api;

/// <summary>Reads properties and attributes from JSON: names to texts.</summary>
static class PropertyReader
{
    /// <summary>Most properties of an event, and attributes of a lead.</summary>
    public const int Maximum = 100;

    /// <summary>Most characters of a value.</summary>
    public const int LongestText = 8192;

    const int LongestName = 200;

    /// <summary>Reads our own form: an object whose members are texts, numbers, booleans or null.</summary>
    /// <param name="value">The object.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="what">`properties` or `attributes`.</param>
    /// <param name="mistakes">Receives what is wrong.</param>
    /// <returns>Values by name; null is kept, for who can use it.</returns>
    public static Dictionary<string, string?> Read(JsonElement value, string path, string what, JsonMistakes mistakes)
    {
        var properties = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() > Maximum)
        {
            mistakes.Add(path, $"'{what}' must be an object with at most {Maximum} members.");
            return properties;
        }

        foreach (var member in value.EnumerateObject())
        {
            var where = $"{path}.{member.Name}";
            if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                mistakes.Add(where, $"A value of '{what}' is a text, a number, a boolean or null; this is {JsonWords.Kind(member.Value)}.");
            else if (member.Name.Length is 0 or > LongestName)
                mistakes.Add(path, $"A name in '{what}' has {member.Name.Length} characters; it may have 1 to {LongestName}.");
            else if (Text(member.Value) is { Length: > LongestText } text)
                mistakes.Add(where, $"The text has {text.Length} characters; it may have at most {LongestText}.");
            else
                properties[member.Name] = Text(member.Value);
        }

        return properties;
    }

    /// <summary>Takes an object of another system as it is: what is nested gets names with dots, what is too much is left out.</summary>
    /// <param name="value">The object; anything else has no properties.</param>
    /// <param name="prefix">Stands before each name.</param>
    /// <param name="into">Receives values by name; a name that is there already keeps its value.</param>
    /// <returns>How many values were left out.</returns>
    public static int Flatten(JsonElement value, string prefix, Dictionary<string, string> into)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return 0;
        var left = 0;
        foreach (var member in value.EnumerateObject())
        {
            var name = prefix + member.Name;
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                left += Flatten(member.Value, name + ".", into);
                continue;
            }

            if (member.Value.ValueKind == JsonValueKind.Null)
                continue;
            var text = member.Value.ValueKind == JsonValueKind.Array ? JsonSerializer.Serialize(member.Value) : Text(member.Value)!;
            if (text.Length > LongestText || name.Length is 0 or > LongestName || into.Count >= Maximum)
                left++;
            else
                into.TryAdd(name, text);
        }

        return left;
    }

    /// <summary>Says that something was left out; null when nothing was.</summary>
    public static string? LeftOut(int count) => count == 0
        ? null
        : $"{count} {(count == 1 ? "value was" : "values were")} left out: a message keeps {Maximum} of at most {LongestText} characters.";

    static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : JsonWords.Text(value);
}
