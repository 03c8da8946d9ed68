using System.Text.Json;

namespace WarmLeads.ML.Api;

/// <summary>Reads leads from JSON and notes what is wrong with them.</summary>
/// <remarks>
/// A column stands directly in the lead or in its `columns`; the latter is for names that mean something else in
/// a lead: `id`, `cutoff`, `createdAt`, `events`, `eventsOfAccount`, `columns`.
/// </remarks>
/// <param name="mistakes">Receives what is wrong.</param>
sealed class LeadInputReader(JsonMistakes mistakes)
{
    readonly EventInputReader _events = new(mistakes);
    readonly JsonFields _fields = new(mistakes);

    /// <summary>Reads a lead.</summary>
    /// <param name="lead">The JSON value.</param>
    /// <param name="path">Where it stands.</param>
    public LeadInput Read(JsonElement lead, string path)
    {
        List<KeyValuePair<string, JsonElement>> columns = [];
        if (lead.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add(path, $"A lead must be an object with its columns, such as {{\"Country\": \"Norway\"}}; it is {JsonWords.Kind(lead)}.");
            return new LeadInput { Columns = columns };
        }

        string? id = null;
        DateTimeOffset? cutoff = null, createdAt = null;
        JsonElement? events = null, eventsOfAccount = null;
        foreach (var member in lead.EnumerateObject())
        {
            var where = $"{path}.{member.Name}";
            switch (member.Name)
            {
                case "id":
                    id = ReadId(member.Value, where);
                    break;
                case "cutoff":
                    cutoff = _fields.Instant(member.Value, where);
                    break;
                case "createdAt":
                    createdAt = _fields.Instant(member.Value, where);
                    break;
                case "events":
                    events = member.Value;
                    break;
                case "eventsOfAccount":
                    eventsOfAccount = member.Value;
                    break;
                case "columns":
                    ReadColumns(member.Value, where, columns);
                    break;
                default:
                    AddColumn(member, where, columns);
                    break;
            }
        }

        CheckNames(columns, path);
        if (columns.Count == 0 && events is null)
            mistakes.Add(path, "The lead holds neither a column nor events; give at least one, such as {\"Country\": \"Norway\"}.");
        if (events is not null && createdAt is null)
            mistakes.Add(path, "A lead with events needs 'createdAt', the moment it was registered; add it.");
        if (eventsOfAccount is not null && (events is null || id is null))
            mistakes.Add(path, "A lead with 'eventsOfAccount' needs 'id' and its own 'events', which may be an empty list; add them.");
        return new LeadInput
        {
            Id = id,
            Cutoff = cutoff,
            CreatedAt = createdAt,
            Columns = columns,
            Events = events is { } list ? _events.Read(list, $"{path}.events", id ?? "") : null,
            EventsOfAccount = eventsOfAccount is { } others ? _events.ReadOfAccount(others, $"{path}.eventsOfAccount") : null,
        };
    }

    string? ReadId(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        var id = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : _fields.Text(value, path);
        if (id is null || id.Length is >= 1 and <= LeadInput.MaximumIdLength)
            return id;
        mistakes.Add(path, $"An id has 1 to {LeadInput.MaximumIdLength} characters; this one has {id.Length}.");
        return null;
    }

    void ReadColumns(JsonElement value, string path, List<KeyValuePair<string, JsonElement>> columns)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add(path, $"'columns' must be an object from name to value; it is {JsonWords.Kind(value)}.");
            return;
        }

        foreach (var member in value.EnumerateObject())
            AddColumn(member, $"{path}.{member.Name}", columns);
    }

    void AddColumn(JsonProperty member, string path, List<KeyValuePair<string, JsonElement>> columns)
    {
        if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            mistakes.Add(path, $"A column's value is a text, a number, a boolean or null; this is {JsonWords.Kind(member.Value)}.");
        else if (member.Value.ValueKind == JsonValueKind.Number && !double.IsFinite(member.Value.GetDouble()))
            mistakes.Add(path, "The number is beyond the range of a 64-bit floating point number; send a smaller one.");
        else if (member.Value.ValueKind != JsonValueKind.String || _fields.Text(member.Value, path) is not null)
            columns.Add(new(member.Name, member.Value));
    }

    void CheckNames(List<KeyValuePair<string, JsonElement>> columns, string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, _) in columns)
        {
            if (!names.Add(name))
                mistakes.Add($"{path}.{name}", $"Column '{name}' stands both in the lead and in its 'columns'; keep one.");
        }
    }
}
