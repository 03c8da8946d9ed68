using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The scores of many rows; one block of work is 1,024 of them. The caller keeps the memory in place.</summary>
/// <remarks>
/// No row walks: every node of a tree is decided for 64 rows at once, and a mask per node says which rows are there.
/// Source of the idea: Lucchese et al. 2015, "QuickScorer".
/// </remarks>
sealed unsafe class ScoreBatch(SlotForest forest, double* rows, double* scores, int rowCount) : IBlockWork
{
    const int BlockLength = 16 * RowBlock.Length, MostNumberedLeaves = 256, MostLeavesInRegisters = 32;

    /// <summary>Blocks of all rows.</summary>
    public int BlockCount => (rowCount + BlockLength - 1) / BlockLength;

    public void Run(int block)
    {
        using var part = new RowBlock(forest);
        using var memory = new AlignedMemory(Math.Max(1, forest.MostNodes) * (long)RowBlock.Length, "a block of rows");
        var masks = (Vector512<byte>*)memory.Pointer;
        for (var start = block * BlockLength; start < Math.Min(rowCount, (block + 1) * BlockLength); start += RowBlock.Length)
        {
            var count = Math.Min(RowBlock.Length, rowCount - start);
            part.Fill(rows + ((nint)start * forest.Width), count);
            new Span<double>(scores + start, count).Fill(forest.BaseScore);
            fixed (double* values = forest.LeafValues)
            {
                foreach (var tree in forest.BatchTrees)
                {
                    Decide(tree, part.Bytes, masks);
                    if (Avx512F.IsSupported && count == RowBlock.Length && tree.LeafCount <= MostLeavesInRegisters
                        && tree.FirstLeaf + MostLeavesInRegisters <= forest.LeafValues.Length)
                    {
                        AddFromRegisters(tree, masks, values + tree.FirstLeaf, scores + start);
                    }
                    else if (tree.LeafCount <= MostNumberedLeaves)
                    {
                        AddByNumber(tree, masks, values + tree.FirstLeaf, scores + start, count);
                    }
                    else
                    {
                        AddByMask(tree, masks, values + tree.FirstLeaf, scores + start, count);
                    }
                }
            }
        }
    }

    // Which rows are at each place of the tree: bytes of ones, the others zeros.
    void Decide(BatchTree tree, byte* bytes, Vector512<byte>* masks)
    {
        masks[0] = Vector512<byte>.AllBitsSet;
        fixed (BatchNode* nodes = tree.Inner)
        fixed (BinSet* sets = forest.Sets)
        {
            if (tree.HasCategories)
            {
                DecideMixed(nodes, tree.Inner.Length, bytes, masks, sets);
            }
            else
            {
                DecideNumeric(nodes, tree.Inner.Length, bytes, masks);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void DecideNumeric(BatchNode* nodes, int count, byte* bytes, Vector512<byte>* masks)
    {
        for (var i = 0; i < count; i++)
        {
            var node = nodes + i;
            var here = masks[i];
            var cells = Vector512.Load(bytes + (node->Slot * RowBlock.Length));
            var left = here & Vector512.LessThanOrEqual(cells, Vector512.Create((byte)node->Test));
            masks[node->Left] = left;
            masks[node->Right] = here ^ left;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void DecideMixed(BatchNode* nodes, int count, byte* bytes, Vector512<byte>* masks, BinSet* sets)
    {
        for (var i = 0; i < count; i++)
        {
            var node = nodes + i;
            var here = masks[i];
            var cells = Vector512.Load(bytes + (node->Slot * RowBlock.Length));
            var left = here & (node->Test >= 0
                ? Vector512.LessThanOrEqual(cells, Vector512.Create((byte)node->Test))
                : RowBlock.IsInSet(cells, sets[-1 - node->Test]));
            masks[node->Left] = left;
            masks[node->Right] = here ^ left;
        }
    }

    // Numbers the leaf of every row in one vector, then looks the values up.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void AddByNumber(BatchTree tree, Vector512<byte>* masks, double* values, double* target, int count)
    {
        var ofRow = stackalloc byte[RowBlock.Length];
        LeafNumbers(masks + tree.Inner.Length, tree.LeafCount).Store(ofRow);
        for (var row = 0; row < count; row++)
        {
            target[row] += values[ofRow[row]];
        }
    }

    // The same for 64 rows of a small tree: picks the values of eight rows at a time from four registers. A fifth faster.
    // Reads 32 values, whatever the tree has.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static void AddFromRegisters(BatchTree tree, Vector512<byte>* masks, double* values, double* target)
    {
        var ofRow = stackalloc byte[RowBlock.Length];
        LeafNumbers(masks + tree.Inner.Length, tree.LeafCount).Store(ofRow);
        var (a, b) = (Vector512.Load(values), Vector512.Load(values + 8));
        var (c, d) = (Vector512.Load(values + 16), Vector512.Load(values + 24));
        for (var row = 0; row < RowBlock.Length; row += Vector512<double>.Count)
        {
            var leaf = Avx512F.ConvertToVector512Int64(Vector128.CreateScalarUnsafe(*(ulong*)(ofRow + row)).AsByte());
            var low = Avx512F.PermuteVar8x64x2(a, leaf, b);
            var high = Avx512F.PermuteVar8x64x2(c, leaf, d);
            var value = Vector512.ConditionalSelect(Vector512.GreaterThan(leaf, Vector512.Create(15L)).AsDouble(), high, low);
            (Vector512.Load(target + row) + value).Store(target + row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<byte> LeafNumbers(Vector512<byte>* leaves, int count)
    {
        var numbers = Vector512<byte>.Zero;
        var number = Vector512<byte>.Zero;
        for (var leaf = 0; leaf < count; leaf++)
        {
            numbers |= leaves[leaf] & number;
            number += Vector512<byte>.One;
        }

        return numbers;
    }

    static void AddByMask(BatchTree tree, Vector512<byte>* masks, double* values, double* target, int count)
    {
        var present = count == RowBlock.Length ? ulong.MaxValue : (1UL << count) - 1;
        for (var leaf = 0; leaf < tree.LeafCount; leaf++)
        {
            for (var here = masks[tree.Inner.Length + leaf].ExtractMostSignificantBits() & present; here != 0; here &= here - 1)
            {
                target[(int)ulong.TrailingZeroCount(here)] += values[leaf];
            }
        }
    }
}
