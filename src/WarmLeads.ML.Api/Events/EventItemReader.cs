using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Reads an event in our own form.</summary>
/// <param name="now">When it was received.</param>
sealed class EventItemReader(DateTimeOffset now)
{
    const string DefaultSource = "api";

    /// <summary>Reads one.</summary>
    public IntakeItem Read(JsonElement value, string path) => IntakeItem.Read(path, mistakes => Read(value, path, mistakes));

    IntakeItem Read(JsonElement value, string path, JsonMistakes mistakes)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add(path, $"An event must be an object with 'leadId', 'kind' and 'occurredAt'; it is {JsonWords.Kind(value)}.");
            return new IntakeItem();
        }

        var fields = new IntakeFields(mistakes);
        string? id = null, source = null, lead = null, kind = null;
        DateTimeOffset? occurredAt = null;
        Dictionary<string, string?> properties = [];
        foreach (var member in value.EnumerateObject())
        {
            var where = $"{path}.{member.Name}";
            switch (member.Name)
            {
                case "id":
                    id = fields.Key(member.Value, where, "id");
                    break;
                case "source":
                    source = fields.Key(member.Value, where, "source", shortest: 0);
                    break;
                case "leadId":
                    lead = fields.Key(member.Value, where, "lead's id");
                    break;
                case "kind":
                    kind = fields.Key(member.Value, where, "kind");
                    break;
                case "occurredAt":
                    occurredAt = fields.Past(member.Value, where, now);
                    break;
                case "properties":
                    properties = PropertyReader.Read(member.Value, where, "properties", mistakes);
                    break;
                case "receivedAt":
                    mistakes.Add(where, "When an event was received is the service's own word; leave 'receivedAt' out.");
                    break;
                default:
                    mistakes.Add(where, $"An event has no '{member.Name}'; it has id, source, leadId, kind, occurredAt and properties.");
                    break;
            }
        }

        foreach (var needed in (string[])["leadId", "kind", "occurredAt"])
        {
            if (!value.TryGetProperty(needed, out _))
                mistakes.Add(path, $"An event needs '{needed}'; add it.");
        }

        if (mistakes.Errors.Count > 0)
            return new IntakeItem { Id = id };
        return new IntakeItem
        {
            Id = id,
            Event = new EngagementEvent(lead!, kind!, occurredAt!.Value, now)
            {
                Source = source ?? DefaultSource,
                EventId = id ?? IntakeFields.ContentId(value),
                Properties = properties.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal),
            },
        };
    }
}
