using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Decides all nodes of a forest for one row, 64 of them at a time.</summary>
/// <remarks>
/// A numeric node goes left when its byte is at most its test, and a row passed the earlier tests on the feature when that
/// byte lies in a range. What categorical nodes do is one line of bits per slot and category.
/// </remarks>
sealed unsafe class DecisionColumns
{
    const int ColumnLength = 64, VectorLength = 8, MostNumericSlots = 128, MostCategoryBytes = 1 << 24;

    readonly AlignedMemory _columns, _categories;
    readonly (int Slot, int Start)[] _categoryStarts;
    readonly List<Condition> _conditions = [];
    readonly int _wordCount;

    DecisionColumns(PointForest forest, SlotForest slots)
    {
        _wordCount = WordCount(forest);
        _columns = new AlignedMemory(_wordCount * (long)sizeof(Column), "the decisions of a forest");
        _categoryStarts = CategoryStarts(forest, slots, out var categoryWords);
        _categories = new AlignedMemory(categoryWords * sizeof(ulong), "the decisions of a forest");
        new Span<ulong>(_categories.Pointer, (int)categoryWords).Fill(ulong.MaxValue);
        foreach (var tree in forest.Trees)
        {
            for (var i = 0; i < tree.NodeCount; i++)
            {
                AddNode(forest, slots, tree, i);
            }
        }
    }

    /// <summary>The decisions of a forest, or null when it is too large, or the processor cannot make use of them.</summary>
    public static DecisionColumns? Of(PointForest forest, SlotForest slots)
    {
        CategoryStarts(forest, slots, out var categoryWords);
        return Avx512Vbmi.IsSupported && slots.NumericSlotCount <= MostNumericSlots && categoryWords * sizeof(ulong) <= MostCategoryBytes
            ? new DecisionColumns(forest, slots)
            : null;
    }

    /// <summary>Words of bits that a row's decisions take: whole vectors.</summary>
    public static int WordCount(PointForest forest) =>
        (forest.Nodes.Length + (ColumnLength * VectorLength) - 1) / (ColumnLength * VectorLength) * VectorLength;

    /// <summary>Decides.</summary>
    /// <param name="cells">The bytes of the row's slots; 128 can be read.</param>
    /// <param name="lefts">Receives a bit per node: it goes left.</param>
    /// <param name="alives">Receives a bit per node: the row passed all earlier tests on its feature.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Decide(byte* cells, ulong* lefts, ulong* alives)
    {
        var (low, high) = (Vector512.Load(cells), Vector512.Load(cells + Vector512<byte>.Count));
        var column = (Column*)_columns.Pointer;
        for (var word = 0; word < _wordCount; word++, column++)
        {
            var here = Avx512Vbmi.PermuteVar64x8x2(low, Vector512.Load(column->Slots), high);
            lefts[word] = Vector512.LessThanOrEqual(here, Vector512.Load(column->Tests)).ExtractMostSignificantBits();
            alives[word] = Vector512.GreaterThanOrEqual(here, Vector512.Load(column->Lowest)).ExtractMostSignificantBits()
                & Vector512.LessThanOrEqual(here, Vector512.Load(column->Highest)).ExtractMostSignificantBits();
        }

        foreach (var (slot, start) in _categoryStarts)
        {
            var words = (ulong*)_categories.Pointer + start + (cells[slot] * (nint)(2 * _wordCount));
            for (var word = 0; word < _wordCount; word += VectorLength)
            {
                (Vector512.Load(lefts + word) & Vector512.Load(words + word)).Store(lefts + word);
                (Vector512.Load(alives + word) & Vector512.Load(words + _wordCount + word)).Store(alives + word);
            }
        }

        foreach (var (node, slot, test, isLeft) in CollectionsMarshal.AsSpan(_conditions))
        {
            var isFailed = Unsafe.BitCast<bool, byte>((cells[slot] <= test) != isLeft);
            alives[node / ColumnLength] &= ~((ulong)isFailed << (node % ColumnLength));
        }

        GC.KeepAlive(this);
    }

    // Where each categorical slot's words begin: those of left, then those of alive, for every bin.
    static (int Slot, int Start)[] CategoryStarts(PointForest forest, SlotForest slots, out long wordCount)
    {
        wordCount = 0;
        var starts = new (int, int)[slots.Slots.Length - slots.NumericSlotCount];
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = (slots.NumericSlotCount + i, (int)Math.Min(wordCount, int.MaxValue));
            wordCount += slots.Slots[slots.NumericSlotCount + i].CategoryBinCount * 2L * WordCount(forest);
        }

        return starts;
    }

    void AddNode(PointForest forest, SlotForest slots, PointTree tree, int place)
    {
        var (node, earlier) = forest.Tests[tree.FirstNode + place];
        var at = tree.FirstNode + place;
        var column = (Column*)_columns.Pointer + (at / ColumnLength);
        var lane = at % ColumnLength;
        var isNumeric = node.Test >= 0;
        column->Slots[lane] = isNumeric ? (byte)node.Slot : (byte)0;
        column->Tests[lane] = isNumeric ? (byte)node.Test : byte.MaxValue;
        column->Highest[lane] = byte.MaxValue;
        if (!isNumeric)
        {
            Forbid(slots, node, isLeft: true, at, 0);
        }

        while (earlier < tree.PlaceCount)
        {
            var child = forest.Nodes[tree.FirstNode + earlier];
            (var test, earlier) = forest.Tests[tree.FirstNode + child.Parent];
            var isLeft = child.Edge < forest.SlopeStride;
            if (test.Test < 0)
            {
                Forbid(slots, test, isLeft, at, _wordCount);
            }
            else if (!isNumeric || test.Slot != node.Slot)
            {
                _conditions.Add(new Condition(at, test.Slot, test.Test, isLeft));
            }
            else if (isLeft)
            {
                column->Highest[lane] = Math.Min(column->Highest[lane], (byte)test.Test);
            }
            else
            {
                column->Lowest[lane] = Math.Max(column->Lowest[lane], (byte)(test.Test + 1));
            }
        }
    }

    // Clears a node's bit for the categories that do not take an edge.
    void Forbid(SlotForest slots, BatchNode test, bool isLeft, int node, int firstWord)
    {
        var words = (ulong*)_categories.Pointer + _categoryStarts[test.Slot - slots.NumericSlotCount].Start + firstWord + (node / ColumnLength);
        for (var bin = 0; bin < slots.Slots[test.Slot].CategoryBinCount; bin++)
        {
            if (slots.Sets[-1 - test.Test].Contains(bin) != isLeft)
            {
                words[(nint)bin * 2 * _wordCount] &= ~(1UL << (node % ColumnLength));
            }
        }
    }

    // A row passed the earlier tests of a node only when this one sent it that way.
    readonly record struct Condition(int Node, int Slot, int Test, bool IsLeft);

    // 64 nodes: slot, largest byte that goes left, and the range of bytes that passed the earlier tests.
    [StructLayout(LayoutKind.Sequential)]
    struct Column
    {
        public fixed byte Slots[ColumnLength];
        public fixed byte Tests[ColumnLength];
        public fixed byte Lowest[ColumnLength];
        public fixed byte Highest[ColumnLength];
    }
}
