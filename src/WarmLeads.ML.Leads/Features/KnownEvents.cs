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
    readonly Dictionary<(string Source, string EventId), int> _places = [];

    /// <summary>The known events of the latest lead, in order.</summary>
    public ReadOnlySpan<KnownEvent> Items => CollectionsMarshal.AsSpan(_known);

    /// <summary>Takes a lead's events as of a cutoff.</summary>
    public void Read(IReadOnlyList<EngagementEvent> events, DateTimeOffset cutoff)
    {
        _events.Clear();
        var isSorted = true;
        for (var i = 0; i < events.Count; i++)
        {
            var candidate = events[i];
            if (!(candidate.OccurredAt < cutoff && candidate.ReceivedAt < cutoff))
                continue;
            isSorted = isSorted && (_events.Count == 0 || EventOrder.Compare(_events[^1], candidate) < 0);
            _events.Add(candidate);
        }
        isSorted &= !KeepOneCopyOfEach();
        if (!isSorted)
            _events.Sort(EventOrder.Compare);

        _known.Clear();
        foreach (var item in _events)
            _known.Add(new KnownEvent(item.OccurredAt.UtcTicks, catalog.MeaningOf(item), IsMachine: false, item));
        MachineEvents.Mark(CollectionsMarshal.AsSpan(_known));
    }

    /// <summary>Drops copies; true when there were any.</summary>
    bool KeepOneCopyOfEach()
    {
        _places.Clear();
        var count = 0;
        for (var i = 0; i < _events.Count; i++)
        {
            var item = _events[i];
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, (item.Source, item.EventId), out var isCopy);
            if (!isCopy)
            {
                place = count;
                _events[count++] = item;
            }
            else if (EventOrder.CompareCopies(item, _events[place]) < 0)
            {
                _events[place] = item;
            }
        }
        var hadCopies = count < _events.Count;
        _events.RemoveRange(count, _events.Count - count);
        return hadCopies;
    }
}
