using System.Text.Json;

namespace WarmLeads.ML.Training;

/// <summary>Reads an event's properties: columns of their own, an object of JSON, or both.</summary>
sealed class EventProperties(HistoryRows rows, int jsonColumn, (int Column, string Name)[]? listed)
{
    static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    readonly (int Column, string Name)[] _columns = listed ?? rows.Others();

    public IReadOnlyDictionary<string, string> Read()
    {
        Dictionary<string, string>? properties = null;
        foreach (var (column, name) in _columns)
        {
            if (rows.Value(column) is { Length: > 0 } text)
                (properties ??= new(StringComparer.Ordinal)).Add(name, text);
        }

        if (jsonColumn >= 0 && rows[jsonColumn] is { Length: > 0 } json)
            AddJson(properties ??= new(StringComparer.Ordinal), json);
        return properties ?? None;
    }

    void AddJson(Dictionary<string, string> properties, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new InvalidDataException($"{rows.Place(jsonColumn)} is not a JSON object; write {{\"page\":\"pricing\"}} or leave it empty.");
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind == JsonValueKind.Null)
                    continue;
                if (!properties.TryAdd(property.Name, property.Value.ToString()))
                    throw new InvalidDataException($"{rows.Place(jsonColumn)} gives '{property.Name}' a second time; keep one.");
            }
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException(
                $"{rows.Place(jsonColumn)} is not JSON (character {(problem.BytePositionInLine ?? 0) + 1}); write {{\"page\":\"pricing\"}} or leave it empty.", problem);
        }
    }
}
