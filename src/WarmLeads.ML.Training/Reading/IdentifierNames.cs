namespace WarmLeads.ML.Training;

/// <summary>Column names that announce an identifier: `lead_id`, `LeadId`, `Prospect ID`, `Lead Number`, `row`, or no name at all.</summary>
static class IdentifierNames
{
    static readonly HashSet<string> LastWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "ids", "uid", "uuid", "guid", "key", "number", "no", "nr", "ref", "reference", "row", "rowid", "rownumber", "index", "email", "phone",
    };

    /// <summary>Whether the last word of the name is one that identifiers bear.</summary>
    public static bool Matches(string name)
    {
        if (name.StartsWith("column ", StringComparison.Ordinal) && int.TryParse(name.AsSpan("column ".Length), out _))
            return true;
        return LastWords.Contains(LastWord(name));
    }

    // Words end at anything but a letter, and where a small letter meets a capital: "leadId", "lead_id", "Lead ID".
    static string LastWord(string name)
    {
        var end = name.Length;
        while (end > 0 && !char.IsLetter(name[end - 1]))
            end--;
        var start = end;
        while (start > 0 && char.IsLetter(name[start - 1]) &&
               !(start < end && char.IsLower(name[start - 1]) && char.IsUpper(name[start])))
        {
            start--;
        }

        return name[start..end];
    }
}
