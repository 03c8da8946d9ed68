using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Sixty-four rows as bytes, one vector of 64 per slot: one comparison decides a node for all of them.</summary>
sealed unsafe class RowBlock(SlotForest forest) : IDisposable
{
    /// <summary>Rows of a block.</summary>
    public const int Length = 64;

    readonly AlignedMemory _bytes = new(Math.Max(1, forest.Slots.Length) * (long)Length, "a block of rows");

    /// <summary>The bytes, 64 per slot.</summary>
    public byte* Bytes => _bytes.Pointer;

    /// <summary>Takes up to 64 rows; what was in the others stays and means nothing.</summary>
    public void Fill(double* rows, int count)
    {
        for (var i = 0; i < forest.Slots.Length; i++)
        {
            var slot = forest.Slots[i];
            var target = Bytes + (i * Length);
            if (i > 0 && slot.HasPlacesOf(forest.Slots[i - 1]))
            {
                slot.FillLike(target - Length, rows + slot.Feature, forest.Width, count, target);
            }
            else
            {
                slot.Fill(rows + slot.Feature, forest.Width, count, target);
            }
        }
    }

    /// <summary>Rows whose byte is in a set: bytes of ones, the others zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> IsInSet(Vector512<byte> cells, in BinSet set)
    {
        if (!Avx512Vbmi.IsSupported)
        {
            var (first, second) = (Vector128.Create(set.Bits0, set.Bits1).AsByte(), Vector128.Create(set.Bits2, set.Bits3).AsByte());
            var (lower, upper) = (cells.GetLower(), cells.GetUpper());
            return Vector512.Create(
                Vector256.Create(IsInSet(lower.GetLower(), first, second), IsInSet(lower.GetUpper(), first, second)),
                Vector256.Create(IsInSet(upper.GetLower(), first, second), IsInSet(upper.GetUpper(), first, second)));
        }

        // Bit (cell & 7) of byte (cell >> 3) of the set. A place looks at its six lowest bits, of which the upper ones may be
        // anything: the set stands in both halves of its table, and the eight bits in every eighth.
        var half = Vector256.Create(set.Bits0, set.Bits1, set.Bits2, set.Bits3).AsByte();
        var place = Vector512.ShiftRightLogical(cells.AsUInt16(), 3).AsByte();
        var bit = Avx512Vbmi.PermuteVar64x8(Vector512.Create(0x8040201008040201UL).AsByte(), cells);
        return Vector512.Equals(Avx512Vbmi.PermuteVar64x8(Vector512.Create(half, half), place) & bit, bit);
    }

    // The same for machines that look bytes up in no more than sixteen; an index beyond them finds zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<byte> IsInSet(Vector128<byte> cells, Vector128<byte> first, Vector128<byte> second)
    {
        var place = Vector128.ShiftRightLogical(cells, 3);
        var bit = Vector128.Shuffle(Vector128.Create(0x8040201008040201UL).AsByte(), cells & Vector128.Create((byte)7));
        var bits = Vector128.Shuffle(first, place) | Vector128.Shuffle(second, place - Vector128.Create((byte)16));
        return Vector128.Equals(bits & bit, bit);
    }

    public void Dispose() => _bytes.Dispose();
}
