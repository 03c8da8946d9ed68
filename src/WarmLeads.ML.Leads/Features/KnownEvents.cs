using System.Runtime.InteropServices;

namespace WarmLeads.ML.Leads;

/// <summary>The events of one lead that were known at a cutoff: each once, in order, with their meaning.</summary>
/// <remarks>
/// Known is what had occurred and had been received before the cutoff, nothing else; so whatever arrives later, or is
/// altered later, cannot change the list, and neither can the order of arrival.
/// </remarks>
sealed class KnownEvents(SignalCatalog catalog)
{
    readonly List<EngagementEvent> _handedIn = [], _events = [];
    readonly List<KnownEvent> _known = [];
    readonly EventCopies _copies = new();

    /// <summary>The known events of the latest lead, in order.</summary>
    public ReadOnlySpan<KnownEvent> Items => CollectionsMarshal.AsSpan(_known);

    /// <summary>Takes a lead's events as of a cutoff.</summary>
    public void Read(IReadOnlyList<EngagementEvent> events, DateTimeOffset cutoff)
    {
        if (!ReadEachOnce(SpanOf(events), cutoff.UtcTicks))
            _events.Sort(EventOrder.Compare);

        CollectionsMarshal.SetCount(_known, _events.Count);
        var known = CollectionsMarshal.AsSpan(_known);
        var mayHaveMachines = false;
        for (var i = 0; i < known.Length; i++)
        {
            var meaning = catalog.MeaningOf(_events[i]);
            mayHaveMachines |= (meaning.Traits & (SignalTraits.MailOpen | SignalTraits.MailClick)) != SignalTraits.None;
            known[i] = new KnownEvent(_events[i].OccurredAt.UtcTicks, meaning, IsMachine: false, _events[i]);
        }
        if (mayHaveMachines)
            MachineEvents.Mark(known);
    }

    /// <summary>Keeps what is known, one copy of each; true when the events came in order.</summary>
    bool ReadEachOnce(ReadOnlySpan<EngagementEvent> events, long cutoff)
    {
        CollectionsMarshal.SetCount(_events, events.Length);
        var kept = CollectionsMarshal.AsSpan(_events);
        _copies.Begin(events.Length);
        var isSorted = true;
        var count = 0;
        foreach (var item in events)
        {
            if (item.OccurredAt.UtcTicks >= cutoff || item.ReceivedAt.UtcTicks >= cutoff)
                continue;
            var copy = _copies.FindOrAdd(kept, item, count);
            if (copy < 0)
            {
                isSorted = isSorted && (count == 0 || EventOrder.Compare(kept[count - 1], item) < 0);
                kept[count++] = item;
            }
            else if (EventOrder.CompareCopies(item, kept[copy]) < 0)
            {
                // The other copy may have another time, so its place may be wrong.
                kept[copy] = item;
                isSorted = false;
            }
        }
        CollectionsMarshal.SetCount(_events, count);
        return isSorted;
    }

    // What is walked over once for every snapshot is worth not being asked for item by item.
    ReadOnlySpan<EngagementEvent> SpanOf(IReadOnlyList<EngagementEvent> events)
    {
        switch (events)
        {
            case EngagementEvent[] array:
                return array;
            case List<EngagementEvent> list:
                return CollectionsMarshal.AsSpan(list);
            default:
                _handedIn.Clear();
                _handedIn.AddRange(events);
                return CollectionsMarshal.AsSpan(_handedIn);
        }
    }
}
