namespace WarmLeads.ML.Leads;

/// <summary>Recognises opens and clicks that link scanners and privacy proxies make, not people.</summary>
/// <remarks>
/// An open or a click is a machine's when the sender's system says so (`machine` = `true`), when it comes within 2 s of the
/// delivery of the mail, or, for clicks, when another link of the same mail is followed within 2 s. Events belong to
/// the same mail when they carry the same `mail`; without one, any mail will do. A time that is midnight UTC to the tick is
/// a bare date: it says nothing about seconds, so such events are never a burst.
/// </remarks>
static class MachineEvents
{
    const long BurstTicks = 2 * TimeSpan.TicksPerSecond;

    /// <summary>Marks the machine's events.</summary>
    /// <param name="known">Events in order of occurrence.</param>
    public static void Mark(Span<KnownEvent> known)
    {
        for (var i = 0; i < known.Length; i++)
        {
            ref var item = ref known[i];
            if (Has(item, SignalTraits.MailOpen | SignalTraits.MailClick) && !item.IsMachine &&
                (SaysSo(item.Event) || (HasTime(item) && FollowsDelivery(known, i))))
            {
                item = item with { IsMachine = true };
            }
            if (Has(item, SignalTraits.MailClick) && HasTime(item))
                MarkOtherLinks(known, i);
        }
    }

    static bool Has(in KnownEvent item, SignalTraits traits) => (item.Meaning.Traits & traits) != SignalTraits.None;

    static bool HasTime(in KnownEvent item) => item.OccurredAt % TimeSpan.TicksPerDay != 0;

    static bool SaysSo(EngagementEvent item) =>
        EventDetails.Find(item.Properties, "machine") is { } value && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    static bool FollowsDelivery(ReadOnlySpan<KnownEvent> known, int at)
    {
        // Events of the same instant have no order among themselves, so those after it are looked at too.
        for (var i = at + 1; i < known.Length && known[i].OccurredAt == known[at].OccurredAt; i++)
        {
            if (Has(known[i], SignalTraits.MailDelivery) && IsSameMail(known[i].Event, known[at].Event))
                return true;
        }
        for (var i = at - 1; i >= 0 && known[at].OccurredAt - known[i].OccurredAt <= BurstTicks; i--)
        {
            if (Has(known[i], SignalTraits.MailDelivery) && HasTime(known[i]) && IsSameMail(known[i].Event, known[at].Event))
                return true;
        }
        return false;
    }

    static void MarkOtherLinks(Span<KnownEvent> known, int at)
    {
        for (var i = at + 1; i < known.Length && known[i].OccurredAt - known[at].OccurredAt <= BurstTicks; i++)
        {
            if (!Has(known[i], SignalTraits.MailClick) || !HasTime(known[i]) ||
                !IsSameMail(known[i].Event, known[at].Event) || IsSameLink(known[i].Event, known[at].Event))
            {
                continue;
            }
            known[i] = known[i] with { IsMachine = true };
            known[at] = known[at] with { IsMachine = true };
        }
    }

    static bool IsSameMail(EngagementEvent left, EngagementEvent right) =>
        EventDetails.Find(left.Properties, "mail") is not { } one || EventDetails.Find(right.Properties, "mail") is not { } other ||
        one.Equals(other, StringComparison.Ordinal);

    /// <summary>
    /// A person may double-click one link: only different links show a scanner, and clicks without a link are not told apart.
    /// </summary>
    static bool IsSameLink(EngagementEvent left, EngagementEvent right) =>
        EventDetails.Find(left.Properties, "link") is not { } one || EventDetails.Find(right.Properties, "link") is not { } other ||
        one.Equals(other, StringComparison.Ordinal);
}
