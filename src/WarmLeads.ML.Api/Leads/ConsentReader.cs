using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Reads what a lead agreed and objected to.</summary>
/// <param name="leadId">Whose consent it is.</param>
/// <param name="now">When it was received, and said unless the body tells otherwise.</param>
sealed class ConsentReader(string leadId, DateTimeOffset now)
{
    const string DefaultSource = "api";

    /// <summary>Reads an object with `contactAllowed`, `doNotContact`, `objectsToProfiling`, and `source` and `at` of what it says.</summary>
    public IReadOnlyList<ConsentStatement> Read(JsonElement value, string path, JsonMistakes mistakes)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add(path, $"Consent must be an object, such as {{\"contactAllowed\": true}}; it is {JsonWords.Kind(value)}.");
            return [];
        }

        var fields = new IntakeFields(mistakes);
        var (source, at) = (DefaultSource, now);
        var said = new List<(ConsentKind Kind, bool Holds)>();
        foreach (var member in value.EnumerateObject())
        {
            var where = $"{path}.{member.Name}";
            switch (member.Name)
            {
                case "source":
                    source = fields.Key(member.Value, where, "source", shortest: 0) ?? source;
                    break;
                case "at":
                    at = fields.Past(member.Value, where, now) ?? at;
                    break;
                case "contactAllowed":
                    Add(ConsentKind.Contact, member.Value, where);
                    break;
                case "doNotContact":
                    Add(ConsentKind.DoNotContact, member.Value, where);
                    break;
                case "objectsToProfiling":
                    Add(ConsentKind.ProfilingObjection, member.Value, where);
                    break;
                default:
                    mistakes.Add(where, $"Consent has no '{member.Name}'; it has contactAllowed, doNotContact, objectsToProfiling, source and at.");
                    break;
            }
        }

        if (said.Count == 0 && mistakes.Errors.Count == 0)
            mistakes.Add(path, "Consent says nothing; give contactAllowed, doNotContact or objectsToProfiling.");
        return [.. said.Select(one => new ConsentStatement(leadId, one.Kind, one.Holds, at, source))];

        void Add(ConsentKind kind, JsonElement holds, string where)
        {
            if (fields.Boolean(holds, where) is { } value)
                said.Add((kind, value));
        }
    }
}
