using System.Runtime.InteropServices;

namespace WarmLeads.ML.Leads;

/// <summary>A quick hash of short texts for tables that live in one process; the upper half is mixed best.</summary>
static class TextHash
{
    public static ulong Of(string text, int seed)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        var hash = ((ulong)seed + 1) * Multiplier;
        var chars = text.AsSpan();
        foreach (var four in MemoryMarshal.Cast<char, ulong>(chars))
            hash = (hash ^ four) * Multiplier;
        foreach (var rest in chars[(chars.Length & ~3)..])
            hash = (hash ^ rest) * Multiplier;
        return hash;
    }
}
