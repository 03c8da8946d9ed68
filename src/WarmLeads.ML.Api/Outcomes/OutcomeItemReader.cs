using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Reads an outcome.</summary>
/// <param name="now">When it is recorded.</param>
sealed class OutcomeItemReader(DateTimeOffset now)
{
    /// <summary>Reads one.</summary>
    public IntakeItem Read(JsonElement value, string path) => IntakeItem.Read(path, mistakes => Read(value, path, mistakes));

    IntakeItem Read(JsonElement value, string path, JsonMistakes mistakes)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add(path, $"An outcome must be an object with 'leadId', 'outcome' and 'occurredAt'; it is {JsonWords.Kind(value)}.");
            return new IntakeItem();
        }

        var fields = new IntakeFields(mistakes);
        string? lead = null;
        OutcomeKind? kind = null;
        DateTimeOffset? occurredAt = null;
        foreach (var member in value.EnumerateObject())
        {
            var where = $"{path}.{member.Name}";
            switch (member.Name)
            {
                case "leadId":
                    lead = fields.Key(member.Value, where, "lead's id");
                    break;
                case "outcome":
                    kind = Kind(member.Value, where, mistakes);
                    break;
                case "occurredAt":
                    occurredAt = fields.Past(member.Value, where, now);
                    break;
                case "recordedAt":
                    mistakes.Add(where, "When an outcome was recorded is the service's own word; leave 'recordedAt' out.");
                    break;
                default:
                    mistakes.Add(where, $"An outcome has no '{member.Name}'; it has leadId, outcome and occurredAt.");
                    break;
            }
        }

        foreach (var needed in (string[])["leadId", "outcome", "occurredAt"])
        {
            if (!value.TryGetProperty(needed, out _))
                mistakes.Add(path, $"An outcome needs '{needed}'; add it.");
        }

        return mistakes.Errors.Count > 0
            ? new IntakeItem { Id = lead }
            : new IntakeItem { Id = lead, Path = path, Outcome = new Outcome(lead!, kind!.Value, occurredAt!.Value, now) };
    }

    static OutcomeKind? Kind(JsonElement value, string path, JsonMistakes mistakes)
    {
        if (value.ValueKind == JsonValueKind.String && value.ValueEquals("converted"))
            return OutcomeKind.Converted;
        if (value.ValueKind == JsonValueKind.String && value.ValueEquals("lost"))
            return OutcomeKind.Lost;
        mistakes.Add(path, "The outcome is \"converted\" or \"lost\"; write one of them.");
        return null;
    }
}
