using System.Globalization;
using System.Text;

namespace WarmLeads.ML.Leads;

/// <summary>One of several equal parts of the pool, by a hash of the lead id that never changes.</summary>
/// <param name="Part">Which part, 1 to <paramref name="Parts"/>.</param>
/// <param name="Parts">How many parts there are, 1 or more.</param>
public readonly record struct LeadPartition(int Part, int Parts)
{
    const int MostParts = 1024;

    /// <summary>The whole pool as one part.</summary>
    public static LeadPartition Whole => new(1, 1);

    /// <summary>Reads `k/n`.</summary>
    /// <exception cref="ArgumentException">The text is something else.</exception>
    public static LeadPartition Parse(string text)
    {
        if (text.Split('/') is [var part, var parts]
            && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var k)
            && int.TryParse(parts, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && k >= 1 && k <= n && n <= MostParts)
            return new LeadPartition(k, n);
        throw new ArgumentException($"The partition is '{text}'; write k/n such as 2/8, with k from 1 to n and n up to {MostParts}.");
    }

    /// <summary>Whether the lead is in this part.</summary>
    public bool Contains(string leadId) => Parts == 1 || Hash(leadId) % (uint)Parts == (uint)(Part - 1);

    /// <summary>The hash that parts leads: 32 bits of FNV-1a over the id's UTF-8, stirred once more so that low bits are even.</summary>
    /// <remarks>Source: Fowler, Noll and Vo; the last step is that of MurmurHash3 by Appleby.</remarks>
    public static uint Hash(string leadId)
    {
        // Ids have up to 200 characters, of up to 3 bytes each.
        Span<byte> room = stackalloc byte[600];
        var length = Encoding.UTF8.TryGetBytes(leadId, room, out var written) ? written : -1;
        ReadOnlySpan<byte> bytes = length >= 0 ? room[..length] : Encoding.UTF8.GetBytes(leadId);
        var hash = 2166136261u;
        foreach (var one in bytes)
            hash = (hash ^ one) * 16777619u;
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6Bu;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35u;
        return hash ^ (hash >> 16);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Part}/{Parts}");
}
