namespace WarmLeads.ML.Leads;

/// <summary>A signal that is measured by itself.</summary>
/// <param name="Name">Stable name that its features carry: `pricing_visit`; lower-case letters, digits and `_`.</param>
/// <param name="DisplayName">The name that a marketer reads, in the plural: "Pricing page visits".</param>
/// <param name="Family">The family it is reported under.</param>
/// <param name="Sources">The events that count for it, 1 source or more; an event counts once.</param>
public sealed record TrackedSignal(string Name, string DisplayName, SignalFamily Family, IReadOnlyList<SignalSource> Sources)
{
    /// <summary>All events of some kinds.</summary>
    public TrackedSignal(string name, string displayName, SignalFamily family, params string[] kinds)
        : this(name, displayName, family, [.. kinds.Select(kind => new SignalSource(kind))])
    {
    }
}
