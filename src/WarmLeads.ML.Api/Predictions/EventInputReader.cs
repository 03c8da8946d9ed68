using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Reads engagement events from JSON and notes what is wrong with them.</summary>
/// <param name="mistakes">Receives what is wrong.</param>
sealed class EventInputReader(JsonMistakes mistakes)
{
    const int MaximumEvents = 10_000, MaximumProperties = 50;

    readonly JsonFields _fields = new(mistakes);

    /// <summary>Reads the events of a lead.</summary>
    /// <param name="list">The JSON value.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="leadId">The lead.</param>
    public IReadOnlyList<EngagementEvent> Read(JsonElement list, string path, string leadId) => ReadList(list, path, "events", leadId);

    /// <summary>Reads the events of the leads of an account, each of which says whose it is.</summary>
    /// <param name="list">The JSON value.</param>
    /// <param name="path">Where it stands.</param>
    /// <returns>The events of each lead, by time of occurrence.</returns>
    public IReadOnlyList<IReadOnlyList<EngagementEvent>> ReadOfAccount(JsonElement list, string path) =>
        [.. ReadList(list, path, "eventsOfAccount", null).GroupBy(item => item.LeadId, StringComparer.Ordinal).Select(own => own.OrderBy(item => item.OccurredAt).ToList())];

    List<EngagementEvent> ReadList(JsonElement list, string path, string name, string? leadId)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            mistakes.Add(path, $"'{name}' must be a list of events; it is {JsonWords.Kind(list)}.");
            return [];
        }

        if (list.GetArrayLength() > MaximumEvents)
        {
            mistakes.Add(path, $"'{name}' holds {list.GetArrayLength()} events; send at most {MaximumEvents}{(leadId is null ? "" : " of a lead")}, the newest.");
            return [];
        }

        return [.. list.EnumerateArray().Select((one, index) => ReadEvent(one, $"{path}[{index}]", leadId, index)).OfType<EngagementEvent>()];
    }

    // Without the id of their lead, events must each name one.
    EngagementEvent? ReadEvent(JsonElement value, string path, string? leadId, int index)
    {
        var isOfAccount = leadId is null;
        if (value.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add(path, $"An event must be an object with 'kind' and 'occurredAt'; it is {JsonWords.Kind(value)}.");
            return null;
        }

        string? kind = null, source = "", id = null;
        DateTimeOffset? occurredAt = null, receivedAt = null;
        Dictionary<string, string> properties = new(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            var where = $"{path}.{member.Name}";
            switch (member.Name)
            {
                case "id":
                    id = _fields.Text(member.Value, where);
                    break;
                case "source":
                    source = _fields.Text(member.Value, where);
                    break;
                case "kind":
                    kind = _fields.Text(member.Value, where);
                    break;
                case "occurredAt":
                    occurredAt = _fields.Instant(member.Value, where);
                    break;
                case "receivedAt":
                    receivedAt = _fields.Instant(member.Value, where);
                    break;
                case "properties":
                    ReadProperties(member.Value, where, properties);
                    break;
                case "leadId" when isOfAccount:
                    leadId = _fields.Text(member.Value, where);
                    break;
                default:
                    mistakes.Add(
                        where, $"An event has no '{member.Name}'; it has {(isOfAccount ? "leadId, " : "")}id, source, kind, occurredAt, receivedAt and properties.");
                    break;
            }
        }

        if (isOfAccount && string.IsNullOrEmpty(leadId))
        {
            mistakes.Add(path, "An event of the account needs 'leadId', the lead that it is of; add it.");
            return null;
        }

        if (string.IsNullOrEmpty(kind) || occurredAt is not { } occurred)
        {
            mistakes.Add(path, "An event needs 'kind', such as \"page_view\", and 'occurredAt'; add what is missing.");
            return null;
        }

        // Without a time of receipt the event counts as known when it happened.
        return new EngagementEvent(leadId!, kind, occurred, receivedAt ?? occurred)
        {
            Source = source ?? "",
            EventId = id ?? $"#{index}",
            Properties = properties,
        };
    }

    void ReadProperties(JsonElement value, string path, Dictionary<string, string> properties)
    {
        if (value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() > MaximumProperties)
        {
            mistakes.Add(path, $"'properties' must be an object with at most {MaximumProperties} members.");
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                mistakes.Add($"{path}.{member.Name}", $"A property is a text, a number, a boolean or null; this is {JsonWords.Kind(member.Value)}.");
            else if (member.Value.ValueKind == JsonValueKind.String && _fields.Text(member.Value, $"{path}.{member.Name}") is { } text)
                properties[member.Name] = text;
            else if (member.Value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                properties[member.Name] = member.Value.GetRawText();
        }
    }
}
