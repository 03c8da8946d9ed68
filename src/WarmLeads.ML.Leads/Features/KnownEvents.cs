using System.Runtime.InteropServices;

namespace WarmLeads.ML.Leads;

/// <summary>The events of one lead that were known at a cutoff: each once, in order, with their meaning.</summary>
/// <remarks>
/// Known is what had occurred and had been received before the cutoff, nothing else; so whatever arrives later, or is
/// altered later, cannot change the list, and neither can the order of arrival.
/// </remarks>
sealed class KnownEvents(SignalCatalog catalog)
{
    readonly List<EngagementEvent> _events = [];
    readonly List<KnownEvent> _known = [];
    readonly EventCopies _copies = new();

    /// <summary>The known events of the latest lead, in order.</summary>
    public ReadOnlySpan<KnownEvent> Items => CollectionsMarshal.AsSpan(_known);

    /// <summary>Takes a lead's events as of a cutoff.</summary>
    public void Read(IReadOnlyList<EngagementEvent> events, DateTimeOffset cutoff)
    {
        if (!ReadEachOnce(events, cutoff.UtcTicks))
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
    bool ReadEachOnce(IReadOnlyList<EngagementEvent> events, long cutoff)
    {
        _events.Clear();
        var count = events.Count;
        _copies.Begin(count);
        var isSorted = true;
        for (var i = 0; i < count; i++)
        {
            var item = events[i];
            if (item.OccurredAt.UtcTicks >= cutoff || item.ReceivedAt.UtcTicks >= cutoff)
                continue;
            var copy = _copies.FindOrAdd(_events, item, _events.Count);
            if (copy < 0)
            {
                isSorted = isSorted && (_events.Count == 0 || EventOrder.Compare(_events[^1], item) < 0);
                _events.Add(item);
            }
            else if (EventOrder.CompareCopies(item, _events[copy]) < 0)
            {
                // The other copy may have another time, so its place may be wrong.
                _events[copy] = item;
                isSorted = false;
            }
        }
        return isSorted;
    }
}
