using System.Runtime.InteropServices;

namespace WarmLeads.ML.Leads;

/// <summary>Finds copies of events by (source, event id); a hash table that is used again for every lead without allocating.</summary>
sealed class EventCopies
{
    int[] _slots = new int[64];
    int _mask = 63;

    /// <summary>Forgets the lead before.</summary>
    /// <param name="count">The most events that will be added.</param>
    public void Begin(int count)
    {
        var size = 64;
        while (size < 2 * count)
            size *= 2;
        if (_slots.Length < size)
            _slots = new int[size];
        else
            Array.Clear(_slots, 0, size);
        _mask = size - 1;
    }

    /// <summary>Looks for an earlier copy of an event, and remembers the event when there is none.</summary>
    /// <param name="events">Events, each added before at its place or about to be.</param>
    /// <param name="item">The event.</param>
    /// <param name="place">Where it will stand in the list.</param>
    /// <returns>The place of the copy, or -1.</returns>
    public int FindOrAdd(List<EngagementEvent> events, EngagementEvent item, int place)
    {
        for (var slot = (int)Hash(item.EventId, item.Source.Length) & _mask; ; slot = (slot + 1) & _mask)
        {
            // Slots hold place + 1, so that 0 is empty.
            var other = _slots[slot] - 1;
            if (other < 0)
            {
                _slots[slot] = place + 1;
                return -1;
            }
            if (events[other].EventId.Equals(item.EventId, StringComparison.Ordinal) &&
                events[other].Source.Equals(item.Source, StringComparison.Ordinal))
            {
                return other;
            }
        }
    }

    static ulong Hash(string id, int seed)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        var hash = ((ulong)seed + 1) * Multiplier;
        var chars = id.AsSpan();
        foreach (var four in MemoryMarshal.Cast<char, ulong>(chars))
            hash = (hash ^ four) * Multiplier;
        foreach (var rest in chars[(chars.Length & ~3)..])
            hash = (hash ^ rest) * Multiplier;
        return hash >> 32;
    }
}
