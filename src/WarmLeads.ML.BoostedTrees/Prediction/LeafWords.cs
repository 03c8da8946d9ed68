using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Scores one row without walking: 64 trees at a time, each with a word that has a bit for every leaf.</summary>
/// <remarks>
/// A node that sends the row to the right clears the leaves to its left; the lowest bit that remains is the row's leaf.
/// In which order nodes do so does not matter, so numeric nodes come in columns, one node of each of the 64 trees, and all
/// nodes on a categorical feature are one word per tree and category. For trees of at most 32 leaves.
/// Source of the idea: Lucchese et al. 2015, "QuickScorer".
/// </remarks>
sealed unsafe class LeafWords
{
    const int GroupLength = 64, MostLeaves = 32, MostNumericSlots = 128, MostCategoryBytes = 1 << 24;

    readonly SlotForest _forest;
    readonly int[] _columnCounts, _firstLeaves;
    readonly double[] _values;
    readonly AlignedMemory _columns, _categories;
    readonly (int Slot, int Start)[] _categoryStarts;

    LeafWords(SlotForest forest, int[] order)
    {
        _forest = forest;
        var laneCount = (order.Length + GroupLength - 1) / GroupLength * GroupLength;
        _columnCounts = [.. order.Chunk(GroupLength).Select(group => group.Max(tree => NumericNodeCount(forest, tree)))];
        _columns = new AlignedMemory(_columnCounts.Sum() * (long)sizeof(Column), "the words of a forest");
        _categoryStarts = CategoryStarts(forest, laneCount, out var wordCount);
        _categories = new AlignedMemory(wordCount * sizeof(uint), "the words of a forest");
        new Span<uint>(_categories.Pointer, (int)wordCount).Fill(uint.MaxValue);

        // A lane without a tree finds the zero behind the last leaf.
        _values = [.. forest.LeafValues, 0];
        _firstLeaves = new int[laneCount];
        Array.Fill(_firstLeaves, forest.LeafValues.Length);
        var columns = (Column*)_columns.Pointer;
        for (var i = 0; i < _columnCounts.Sum(); i++)
        {
            new Span<byte>(columns[i].Tests, GroupLength).Fill(byte.MaxValue);
        }

        for (var lane = 0; lane < order.Length; lane++)
        {
            if (lane > 0 && lane % GroupLength == 0)
            {
                columns += _columnCounts[(lane / GroupLength) - 1];
            }

            Add(order[lane], lane, laneCount, columns);
        }
    }

    /// <summary>The words of a forest, or null when its trees are too large, or the processor cannot make use of them.</summary>
    public static LeafWords? Of(SlotForest forest)
    {
        var laneCount = forest.Starts.Length + GroupLength;
        CategoryStarts(forest, laneCount, out var wordCount);
        return Avx512Vbmi.IsSupported && forest.MostNodes < 2 * MostLeaves && forest.NumericSlotCount <= MostNumericSlots
            && wordCount * sizeof(uint) <= MostCategoryBytes
            ? new LeafWords(forest, [.. Enumerable.Range(0, forest.Starts.Length).OrderBy(tree => NumericNodeCount(forest, tree))])
            : null;
    }

    /// <summary>The score of a row.</summary>
    /// <param name="cells">The bytes of its slots; 128 can be read.</param>
    [SkipLocalsInit]
    public double Score(byte* cells)
    {
        var (low, high) = (Vector512.Load(cells), Vector512.Load(cells + Vector512<byte>.Count));
        var words = stackalloc uint[GroupLength];
        var columns = (Column*)_columns.Pointer;
        var categories = (uint*)_categories.Pointer;
        var laneCount = _firstLeaves.Length;
        var (a, b, c, d) = (_forest.BaseScore, 0.0, 0.0, 0.0);
        fixed (double* values = _values)
        fixed (int* firstLeaves = _firstLeaves)
        {
            for (var group = 0; group < _columnCounts.Length; group++)
            {
                var first = firstLeaves + (group * GroupLength);
                var word = new Words(Vector512<uint>.AllBitsSet);
                foreach (var (slot, start) in _categoryStarts)
                {
                    word.Keep(categories + start + (cells[slot] * (nint)laneCount) + (group * GroupLength));
                }

                for (var end = columns + _columnCounts[group]; columns < end; columns++)
                {
                    var here = Avx512Vbmi.PermuteVar64x8x2(low, Vector512.Load(columns->Slots), high);
                    word.Clear(Vector512.GreaterThan(here, Vector512.Load(columns->Tests)), columns->LeftLeaves);
                }

                word.Store(words);
                for (var lane = 0; lane < GroupLength; lane += 4)
                {
                    a += values[first[lane] + BitOperations.TrailingZeroCount(words[lane])];
                    b += values[first[lane + 1] + BitOperations.TrailingZeroCount(words[lane + 1])];
                    c += values[first[lane + 2] + BitOperations.TrailingZeroCount(words[lane + 2])];
                    d += values[first[lane + 3] + BitOperations.TrailingZeroCount(words[lane + 3])];
                }
            }
        }

        GC.KeepAlive(this);
        return a + b + (c + d);
    }

    static int NumericNodeCount(SlotForest forest, int tree)
    {
        var count = 0;
        foreach (ref readonly var node in forest.Tree(tree))
        {
            count += !node.IsLeaf && node.Test >= 0 ? 1 : 0;
        }

        return count;
    }

    // Where each categorical slot's words begin: one for every bin and lane.
    static (int Slot, int Start)[] CategoryStarts(SlotForest forest, int laneCount, out long wordCount)
    {
        wordCount = 0;
        var starts = new (int, int)[forest.Slots.Length - forest.NumericSlotCount];
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = (forest.NumericSlotCount + i, (int)Math.Min(wordCount, int.MaxValue));
            wordCount += (long)forest.Slots[forest.NumericSlotCount + i].CategoryBinCount * laneCount;
        }

        return starts;
    }

    void Add(int tree, int lane, int laneCount, Column* columns)
    {
        var nodes = _forest.Tree(tree);
        var leafCount = 0;
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = nodes[i];
            if (node.IsLeaf)
            {
                _firstLeaves[lane] = leafCount++ == 0 ? node.Test : _firstLeaves[lane];
                continue;
            }

            // The left subtree has one node less than the offset to the right, and half of those, rounded up, are leaves.
            var leftLeaves = ((1u << (node.RightOffset / 2)) - 1) << leafCount;
            if (node.Test >= 0)
            {
                (columns->Slots[lane % GroupLength], columns->Tests[lane % GroupLength]) = ((byte)node.Slot, (byte)node.Test);
                columns++->LeftLeaves[lane % GroupLength] = leftLeaves;
                continue;
            }

            var words = (uint*)_categories.Pointer + _categoryStarts[node.Slot - _forest.NumericSlotCount].Start;
            for (var bin = 0; bin < _forest.Slots[node.Slot].CategoryBinCount; bin++)
            {
                words[((nint)bin * laneCount) + lane] &= _forest.Sets[-1 - node.Test].Contains(bin) ? uint.MaxValue : ~leftLeaves;
            }
        }
    }

    // One node of each of 64 trees: its slot, the largest byte that goes left, and the leaves left of it.
    [StructLayout(LayoutKind.Sequential)]
    struct Column
    {
        public fixed byte Slots[GroupLength];
        public fixed byte Tests[GroupLength];
        public fixed uint LeftLeaves[GroupLength];
    }

    // The words of 64 trees.
    struct Words(Vector512<uint> all)
    {
        Vector512<uint> _a = all, _b = all, _c = all, _d = all;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Keep(uint* leaves)
        {
            _a &= Vector512.Load(leaves);
            _b &= Vector512.Load(leaves + 16);
            _c &= Vector512.Load(leaves + 32);
            _d &= Vector512.Load(leaves + 48);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Clear(Vector512<byte> goesRight, uint* leaves)
        {
            var (low, high) = (goesRight.GetLower(), goesRight.GetUpper());
            _a = Vector512.AndNot(_a, Widen(low.GetLower()) & Vector512.Load(leaves));
            _b = Vector512.AndNot(_b, Widen(low.GetUpper()) & Vector512.Load(leaves + 16));
            _c = Vector512.AndNot(_c, Widen(high.GetLower()) & Vector512.Load(leaves + 32));
            _d = Vector512.AndNot(_d, Widen(high.GetUpper()) & Vector512.Load(leaves + 48));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(uint* target)
        {
            _a.Store(target);
            _b.Store(target + 16);
            _c.Store(target + 32);
            _d.Store(target + 48);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector512<uint> Widen(Vector128<byte> bytes) => Avx512F.ConvertToVector512Int32(bytes.AsSByte()).AsUInt32();
    }
}
