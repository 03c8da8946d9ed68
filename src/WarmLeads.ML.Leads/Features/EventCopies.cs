namespace WarmLeads.ML.Leads;

/// <summary>Finds copies of events by (source, event id); a hash table that is used again for every lead without allocating.</summary>
sealed class EventCopies
{
    // Place + 1, so that 0 is empty, with the id's hash above it: two ids are compared only when their hashes agree.
    ulong[] _slots = new ulong[64];
    int _mask = 63;

    /// <summary>Forgets the lead before.</summary>
    /// <param name="count">The most events that will be added.</param>
    public void Begin(int count)
    {
        var size = 64;
        while (size < 2 * count)
            size *= 2;
        if (_slots.Length < size)
            _slots = new ulong[size];
        else
            Array.Clear(_slots, 0, size);
        _mask = size - 1;
    }

    /// <summary>Looks for an earlier copy of an event, and remembers the event when there is none.</summary>
    /// <param name="events">Events, each added before at its place or about to be.</param>
    /// <param name="item">The event.</param>
    /// <param name="place">Where it will stand in the list.</param>
    /// <returns>The place of the copy, or -1.</returns>
    public int FindOrAdd(ReadOnlySpan<EngagementEvent> events, EngagementEvent item, int place)
    {
        var hash = TextHash.Of(item.EventId, item.Source.Length);
        for (var slot = (int)(hash >> 32) & _mask; ; slot = (slot + 1) & _mask)
        {
            var there = _slots[slot];
            if (there == 0)
            {
                _slots[slot] = (hash & ~(ulong)uint.MaxValue) | (uint)(place + 1);
                return -1;
            }
            if ((there ^ hash) >> 32 != 0)
                continue;
            var other = (int)(uint)there - 1;
            if (events[other].EventId.Equals(item.EventId, StringComparison.Ordinal) &&
                events[other].Source.Equals(item.Source, StringComparison.Ordinal))
            {
                return other;
            }
        }
    }
}
