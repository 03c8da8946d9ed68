namespace WarmLeads.ML.Leads;

/// <summary>An event that was known at the cutoff, with what it means.</summary>
/// <param name="OccurredAt">When it happened, in UTC ticks.</param>
/// <param name="Meaning">What the catalog makes of it.</param>
/// <param name="IsMachine">Whether a machine produced it.</param>
/// <param name="Event">The event itself.</param>
readonly record struct KnownEvent(long OccurredAt, SignalMeaning Meaning, bool IsMachine, EngagementEvent Event)
{
    /// <summary>
    /// Whether it is an act of the lead itself that shows interest: not ours, not a machine's, not a third party's, not
    /// turning away.
    /// </summary>
    public bool IsEngagement => !IsMachine && Meaning is { IsOwnTouch: false, IsCooling: false, Family: not SignalFamily.Intent };
}
