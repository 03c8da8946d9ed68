namespace WarmLeads.ML.Leads;

/// <summary>Looks up a property of an event; names are compared ordinally.</summary>
static class EventDetails
{
    // To hash a name takes longer than to look at so many: events have few properties, and most look-ups miss.
    const int FewEnoughToScan = 4;

    /// <summary>The property's value; null when the event does not have it.</summary>
    public static string? Find(IReadOnlyDictionary<string, string> properties, string name)
    {
        if (properties is not Dictionary<string, string> { Count: <= FewEnoughToScan } few)
            return properties.TryGetValue(name, out var found) ? found : null;
        foreach (var (key, value) in few)
        {
            if (key.Equals(name, StringComparison.Ordinal))
                return value;
        }
        return null;
    }
}
