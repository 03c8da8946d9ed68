using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Moves the chosen ones of eight row numbers to the front of a vector.</summary>
static class EightRows
{
    // Per choice, eight bits: eight bytes, the places of the chosen rows, lowest first.
    static readonly ulong[] _places = Places();

    /// <summary>The chosen rows in their order; the lanes behind them are of no meaning. Needs AVX2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Keep(Vector256<int> rows, uint choice)
    {
        var places = Vector128.CreateScalarUnsafe(_places[choice]).AsByte();
        return Avx2.PermuteVar8x32(rows, Avx2.ConvertToVector256Int32(places));
    }

    static ulong[] Places()
    {
        var places = new ulong[256];
        for (var choice = 0u; choice < places.Length; choice++)
        {
            var at = 0;
            for (var left = choice; left != 0; left &= left - 1)
            {
                places[choice] |= (ulong)BitOperations.TrailingZeroCount(left) << (8 * at++);
            }
        }

        return places;
    }
}
