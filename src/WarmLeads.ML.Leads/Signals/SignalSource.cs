namespace WarmLeads.ML.Leads;

/// <summary>Events that count for a tracked signal: those of a kind, all of them or those with a certain property.</summary>
/// <param name="Kind">The kind that counts.</param>
/// <param name="Property">The property that an event must have to count (`page`); null when every event of the kind counts.</param>
/// <param name="Contains">Texts of which the property must contain one, in any case; not used without a property.</param>
public sealed record SignalSource(string Kind, string? Property, IReadOnlyList<string> Contains)
{
    /// <summary>Every event of the kind counts.</summary>
    public SignalSource(string kind)
        : this(kind, Property: null, [])
    {
    }
}
