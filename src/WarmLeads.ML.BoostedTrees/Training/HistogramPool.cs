namespace WarmLeads.ML.BoostedTrees;

/// <summary>Histograms of the open leaves, reused from tree to tree; a slot is a number.</summary>
sealed unsafe class HistogramPool(int wordCount, int mostSlots) : IDisposable
{
    const long MaximumBytes = 64L << 20;
    const int LeastSlots = 3;

    readonly List<AlignedMemory> _slots = [];
    readonly Stack<int> _free = new();
    readonly int _capacity = Capacity(wordCount, mostSlots);

    /// <summary>Bytes that it may grow to.</summary>
    public static double MostBytes(long wordCount, int mostSlots) => Capacity(wordCount, mostSlots) * (wordCount * 8.0);

    /// <summary>A free slot, or -1 when all are in use and no more may be made. Its words are left from before.</summary>
    public int Rent()
    {
        if (_free.TryPop(out var slot))
        {
            return slot;
        }

        if (_slots.Count == _capacity)
        {
            return -1;
        }

        _slots.Add(new AlignedMemory(wordCount * 8L, "The histograms"));
        return _slots.Count - 1;
    }

    /// <summary>Gives a slot back; -1 is no slot.</summary>
    public void Return(int slot)
    {
        if (slot >= 0)
        {
            _free.Push(slot);
        }
    }

    /// <summary>The words of a slot.</summary>
    public long* Words(int slot) => (long*)_slots[slot].Pointer;

    public void Dispose() => _slots.ForEach(slot => slot.Dispose());

    static int Capacity(long wordCount, int mostSlots) =>
        (int)Math.Clamp(MaximumBytes / Math.Max(1, wordCount * 8), LeastSlots, Math.Max(LeastSlots, mostSlots));
}
