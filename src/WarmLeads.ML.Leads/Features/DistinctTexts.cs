namespace WarmLeads.ML.Leads;

/// <summary>Different texts and when each came last; a hash table that is used again for every lead without allocating.</summary>
sealed class DistinctTexts
{
    // Place + 1, so that 0 is empty, with the text's hash above it: two texts are compared only when their hashes agree.
    ulong[] _slots = new ulong[32];
    (string Text, long Latest)[] _found = new (string, long)[16];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets the lead before.</summary>
    public void Clear()
    {
        if (Count > 0)
            Array.Clear(_slots);
        Count = 0;
    }

    /// <summary>Takes up a text.</summary>
    /// <param name="text">The text; compared ordinally.</param>
    /// <param name="moment">When it came; not before what was taken up earlier.</param>
    public void Add(string text, long moment)
    {
        var hash = TextHash.Of(text, seed: 0);
        for (var slot = (int)(hash >> 32) & (_slots.Length - 1); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            var there = _slots[slot];
            if (there == 0)
            {
                Insert(slot, hash, text, moment);
                return;
            }
            if ((there ^ hash) >> 32 != 0)
                continue;
            ref var found = ref _found[(int)(uint)there - 1];
            if (found.Text.Equals(text, StringComparison.Ordinal))
            {
                found.Latest = moment;
                return;
            }
        }
    }

    /// <summary>How many came at a moment or after it.</summary>
    public int CountSince(long moment)
    {
        var count = 0;
        foreach (var (_, latest) in _found.AsSpan(0, Count))
            count += latest >= moment ? 1 : 0;
        return count;
    }

    void Insert(int slot, ulong hash, string text, long moment)
    {
        _found[Count++] = (text, moment);
        _slots[slot] = (hash & ~(ulong)uint.MaxValue) | (uint)Count;
        if (Count < _found.Length)
            return;

        Array.Resize(ref _found, 2 * _found.Length);
        _slots = new ulong[2 * _found.Length];
        for (var i = 0; i < Count; i++)
        {
            var again = TextHash.Of(_found[i].Text, seed: 0);
            var free = (int)(again >> 32) & (_slots.Length - 1);
            while (_slots[free] != 0)
                free = (free + 1) & (_slots.Length - 1);
            _slots[free] = (again & ~(ulong)uint.MaxValue) | (uint)(i + 1);
        }
    }
}
