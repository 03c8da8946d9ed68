using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Random bits as a function of (seed, draw, purpose, index): no state, so any thread may ask in any order.</summary>
/// <remarks>Source: the finalisers of MurmurHash3 (Appleby) and SplitMix64 (Steele, Lea and Flood 2014).</remarks>
static class CounterRandom
{
    const uint Step = 0x9E3779B1, First = 0x85EBCA6B, Second = 0xC2B2AE35;

    /// <summary>The key of one purpose in one draw; indices are hashed under it.</summary>
    public static uint Key(ulong seed, int draw, RandomPurpose purpose)
    {
        var z = seed + (0x9E3779B97F4A7C15UL * (1UL + (uint)draw)) + (0xD1B54A32D192ED03UL * (1UL + (uint)purpose));
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return (uint)((z ^ (z >> 31)) >> 16);
    }

    /// <summary>32 random bits of one index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(uint key, uint index)
    {
        var x = (index * Step) + key;
        x = (x ^ (x >> 16)) * First;
        x = (x ^ (x >> 13)) * Second;
        return x ^ (x >> 16);
    }

    /// <summary><see cref="Bits(uint, uint)"/> of eight indices.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Bits(uint key, Vector256<uint> index)
    {
        var x = (index * Step) + Vector256.Create(key);
        x = (x ^ Vector256.ShiftRightLogical(x, 16)) * First;
        x = (x ^ Vector256.ShiftRightLogical(x, 13)) * Second;
        return x ^ Vector256.ShiftRightLogical(x, 16);
    }

    /// <summary>Bits below this bound occur with the given probability (0..1); null means always.</summary>
    public static uint? BoundFor(double probability) =>
        probability >= 1 ? null : (uint)(probability * 4294967296.0);
}
