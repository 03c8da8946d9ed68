namespace WarmLeads.ML.Cli;

/// <summary>How the columns of a score file are called, so that a CRM imports them without a mapping.</summary>
/// <remarks>
/// HubSpot matches a contact by `Record ID` and a property by its internal name; Salesforce's loader an object by `Id` and custom
/// fields by names that end in `__c`; Dynamics a lead by `leadid` and columns by the schema names of a publisher whose prefix is
/// `warmleads`. The fields must exist there: numbers for chances and points, texts for reasons, a date and time for `scored_at`.
/// </remarks>
static class CrmNames
{
    /// <summary>The formats, the project's own first.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["csv", "hubspot", "salesforce", "dynamics"];

    /// <summary>The name of a column.</summary>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="own">The project's own name of it.</param>
    /// <param name="isId">Whether it names the lead.</param>
    public static string Of(string format, string own, bool isId)
    {
        var name = own == "cutoff" ? "scored_at" : own;
        return format switch
        {
            "hubspot" => isId ? "Record ID" : $"warmleads_{name}",
            "salesforce" => isId ? "Id" : $"WarmLeads_{string.Join('_', name.Split('_').Select(Capital))}__c",
            "dynamics" => isId ? "leadid" : $"warmleads_{name.Replace("_", "", StringComparison.Ordinal)}",
            _ => own,
        };
    }

    static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];
}
