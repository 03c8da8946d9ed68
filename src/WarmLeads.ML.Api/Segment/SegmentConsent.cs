using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Traits that speak of consent: they are kept as consent, with source and time, and are no attributes.</summary>
static class SegmentConsent
{
    // Written as the trait may be: doNotContact, do_not_contact, Do Not Contact.
    static readonly Dictionary<string, ConsentKind> KindOf = new(StringComparer.Ordinal)
    {
        ["contactallowed"] = ConsentKind.Contact,
        ["marketingconsent"] = ConsentKind.Contact,
        ["donotcontact"] = ConsentKind.DoNotContact,
        ["objectstoprofiling"] = ConsentKind.ProfilingObjection,
        ["profilingobjection"] = ConsentKind.ProfilingObjection,
    };

    /// <summary>The statement of a trait; null when it does not speak of consent.</summary>
    public static ConsentStatement? Find(JsonProperty trait, string leadId, DateTimeOffset at, string source)
    {
        var name = string.Concat(trait.Name.Where(char.IsLetter)).ToLowerInvariant();
        return KindOf.TryGetValue(name, out var kind) && Holds(trait.Value) is { } holds ? new ConsentStatement(leadId, kind, holds, at, source) : null;
    }

    static bool? Holds(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString()!.Trim().ToLowerInvariant() switch
        {
            "true" or "yes" or "1" => true,
            "false" or "no" or "0" => false,
            _ => null,
        },
        _ => null,
    };
}
