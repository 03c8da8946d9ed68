using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Reads a whole lead, as `PUT /v1/leads/{id}` takes it.</summary>
/// <param name="leadId">Its id.</param>
/// <param name="now">When it was received, and holds from unless the body tells otherwise.</param>
sealed class LeadBodyReader(string leadId, DateTimeOffset now)
{
    /// <summary>Reads it.</summary>
    public IntakeItem Read(JsonElement body) => IntakeItem.Read("$", mistakes => Read(body, mistakes));

    IntakeItem Read(JsonElement body, JsonMistakes mistakes)
    {
        var fields = new IntakeFields(mistakes);
        fields.Key(leadId, "the address", "lead's id");
        if (body.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add("$", $"A lead must be an object, such as {{\"attributes\": {{\"Country\": \"Norway\"}}}}; it is {JsonWords.Kind(body)}.");
            return new IntakeItem { Id = leadId };
        }

        var change = new LeadChange(leadId, now) { ReplacesAll = true };
        IReadOnlyList<ConsentStatement> consents = [];
        foreach (var member in body.EnumerateObject())
        {
            var where = $"$.{member.Name}";
            var isNull = member.Value.ValueKind == JsonValueKind.Null;
            switch (member.Name)
            {
                case "createdAt":
                    change = change with { CreatedAt = fields.Past(member.Value, where, now) };
                    break;
                case "updatedAt":
                    change = change with { At = fields.Past(member.Value, where, now) ?? now };
                    break;
                case "accountId":
                    change = change with { AccountId = isNull ? null : fields.Key(member.Value, where, "account's id") };
                    break;
                case "value":
                    change = change with { Value = isNull ? null : fields.Number(member.Value, where) };
                    break;
                case "attributes":
                    change = change with { Attributes = PropertyReader.Read(member.Value, where, "attributes", mistakes) };
                    break;
                case "consent":
                    consents = new ConsentReader(leadId, now).Read(member.Value, where, mistakes);
                    break;
                default:
                    mistakes.Add(where, $"A lead has no '{member.Name}'; it has createdAt, updatedAt, accountId, value, attributes and consent.");
                    break;
            }
        }

        return new IntakeItem { Id = leadId, Change = change, Consents = consents };
    }
}
