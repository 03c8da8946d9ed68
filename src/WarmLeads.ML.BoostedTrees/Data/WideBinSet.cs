namespace WarmLeads.ML.BoostedTrees;

/// <summary>A set of the bins of a wide feature, one bit for each.</summary>
/// <param name="binCount">Bins of the feature.</param>
sealed class WideBinSet(int binCount)
{
    readonly ulong[] _words = new ulong[(binCount + 63) / 64];

    /// <summary>Bins of the feature.</summary>
    public int BinCount { get; } = binCount;

    /// <summary>True when the bin is in the set.</summary>
    public bool Contains(int bin) => ((_words[bin >> 6] >> (bin & 63)) & 1) != 0;

    /// <summary>One for each bin in the set, zero for the others.</summary>
    /// <param name="flags">Receives them, shape [bins] or longer.</param>
    public void CopyTo(Span<byte> flags)
    {
        for (var bin = 0; bin < BinCount; bin++)
        {
            flags[bin] = (byte)((_words[bin >> 6] >> (bin & 63)) & 1);
        }
    }

    /// <summary>Puts a bin into the set.</summary>
    public void Add(int bin) => _words[bin >> 6] |= 1UL << (bin & 63);
}
