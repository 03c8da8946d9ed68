using System.Text;
using System.Text.Json;

namespace WarmLeads.ML.Leads;

/// <summary>A place in `signals.json` or `criteria.json` that can say what is wrong with it.</summary>
/// <param name="element">What stands there.</param>
/// <param name="file">The file's name.</param>
/// <param name="place">The place in words: "kind 'podcast_played'".</param>
readonly struct SignalCatalogNode(JsonElement element, string file, string place)
{
    /// <summary>A name as the file has it: OwnTouch is `own_touch`.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum
    {
        var text = new StringBuilder();
        foreach (var c in value.ToString())
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }

    public void AllowOnly(params ReadOnlySpan<string> names)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Wrong($"is {Describe(element.ValueKind)}, not an object", "Write it in braces");
        foreach (var member in element.EnumerateObject())
        {
            var isAllowed = false;
            foreach (var name in names)
                isAllowed |= member.NameEquals(name);
            if (!isAllowed)
                throw Wrong($"has '{member.Name}', which means nothing here; known are {string.Join(", ", names!)}", "Correct or remove it");
        }
    }

    public bool Has(string name) => element.TryGetProperty(name, out _);

    /// <summary>A member that is an object; null when it is left out.</summary>
    public SignalCatalogNode? OptionalPart(string name) => element.TryGetProperty(name, out var value)
        ? new SignalCatalogNode(value, file, place == "the file" ? $"'{name}'" : $"'{name}' of {place}")
        : null;

    public int OwnWholeNumber() => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number)
        ? number
        : throw Wrong("is no whole number", "Write one");

    public string? OptionalOwnText() => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    public string OwnText() => OptionalOwnText() is { Length: > 0 } text
        ? text
        : throw Wrong($"is {Describe(element.ValueKind)}, not a text", "Write a text in quotes");

    public bool? OptionalBoolean(string name) => !element.TryGetProperty(name, out var value)
        ? null
        : value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Wrong($"has {Describe(value.ValueKind)} as '{name}'", "Write true or false"),
        };

    public double? OptionalNumber(string name)
    {
        if (!element.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            ? number
            : throw Wrong($"has {Describe(value.ValueKind)} as '{name}'", "Write a number");
    }

    public string? OptionalText(string name)
    {
        if (!element.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw Wrong($"has {Describe(value.ValueKind)} as '{name}'", "Write a text in quotes");
    }

    public string RequiredText(string name) => OptionalText(name) ?? throw Wrong($"has no '{name}'", "Add it");

    public List<string> OptionalTexts(string name)
    {
        var (ownFile, ownPlace) = (file, place);
        return element.TryGetProperty(name, out _)
            ? Items(name, item => item.OptionalOwnText() ??
                throw new InvalidDataException($"{ownFile}: {ownPlace} has something in '{name}' that is not a text. Write texts in quotes."))
            : [];
    }

    public List<T> Items<T>(string name, Func<SignalCatalogNode, T> read)
    {
        if (!element.TryGetProperty(name, out var value))
            throw Wrong($"has no '{name}'", "Add it");
        if (value.ValueKind != JsonValueKind.Array)
            throw Wrong($"has {Describe(value.ValueKind)} as '{name}'", "Write a list in brackets");
        var items = new List<T>();
        foreach (var item in value.EnumerateArray())
            items.Add(read(new SignalCatalogNode(item, file, place)));
        return items;
    }

    /// <summary>The members of an object by name; none when it is left out.</summary>
    public List<T> Members<T>(string name, Func<string, SignalCatalogNode, T> read)
    {
        var items = new List<T>();
        if (!element.TryGetProperty(name, out var value))
            return items;
        if (value.ValueKind != JsonValueKind.Object)
            throw Wrong($"has {Describe(value.ValueKind)} as '{name}'", "Write it in braces");
        var singular = name[..^1];
        foreach (var member in value.EnumerateObject())
            items.Add(read(member.Name, new SignalCatalogNode(member.Value, file, $"{singular} '{member.Name}'")));
        return items;
    }

    public T Choice<T>(string what, string text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (NameOf(value).Equals(text, StringComparison.Ordinal))
                return value;
        }
        throw Wrong(
            $"has the {what} '{text}', which is unknown; known are {string.Join(", ", Enum.GetValues<T>().Select(NameOf))}", "Choose one of them");
    }

    InvalidDataException Wrong(string what, string remedy) => new($"{file}: {place} {what}. {remedy}.");

    static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}
