namespace WarmLeads.ML.Leads;

/// <summary>What the catalog makes of one event.</summary>
/// <param name="Family">The family of its kind.</param>
/// <param name="Traits">Its traits, direction considered.</param>
/// <param name="TrackedSignals">Bit i is set when it counts for tracked signal i of the catalog.</param>
public readonly record struct SignalMeaning(SignalFamily Family, SignalTraits Traits, ulong TrackedSignals)
{
    /// <summary>Place of the kind among those that the catalog has an entry for, or -1.</summary>
    internal int Kind { get; init; }

    /// <summary>Whether we did it.</summary>
    public bool IsOwnTouch => (Traits & SignalTraits.OwnTouch) != SignalTraits.None;

    /// <summary>Whether the lead turned away by it.</summary>
    public bool IsCooling => (Traits & SignalTraits.Cooling) != SignalTraits.None;
}
