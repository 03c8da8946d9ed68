using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The examples of a tree, each once, grouped by leaf. Splitting keeps their order within each side.</summary>
/// <remarks>
///     before the split  [ a b c d e f | g h ]      node = 0..6
///     after             [ a c f | b d e | g h ]    left = 0..3, right = 3..6
/// </remarks>
sealed unsafe class RowPartition(BinnedDataset data, int capacity, WorkCrew crew) : IBlockWork, IDisposable
{
    const int BlockLength = 4096, ParallelFrom = 16_384;

    // Cells of a node with fewer than every so manieth example are not in the cache by themselves; they are called so many
    // examples ahead.
    const int SparseFrom = 4, Ahead = 64;

    readonly AlignedMemory _rows = new((capacity + Ahead + 8L) * 4, "The places of the examples");
    readonly AlignedMemory _scratch = new(capacity * 4L, "The places of the examples");
    byte[] _goesLeft = new byte[256];
    readonly int[] _leftOf = new int[(capacity / BlockLength) + 2];
    int _start, _count, _column, _leftCount;
    bool _placesRights;

    /// <summary>The examples, grouped by leaf, shape [capacity].</summary>
    public int* Rows => (int*)_rows.Pointer;

    /// <summary>Starts a tree: all examples in one node.</summary>
    public void Reset(ReadOnlySpan<int> rows) => rows.CopyTo(new Span<int>(Rows, capacity));

    /// <summary>Parts rows [start, start + count) and returns how many of them went left.</summary>
    /// <param name="start">The first place.</param>
    /// <param name="count">How many.</param>
    /// <param name="split">The split.</param>
    /// <param name="wideSet">The bins that go left where the split is on a wide column.</param>
    public int Split(int start, int count, in SplitCandidate split, WideBinSet? wideSet = null)
    {
        if (wideSet is not null)
        {
            Array.Resize(ref _goesLeft, Math.Max(_goesLeft.Length, wideSet.BinCount));
            wideSet.CopyTo(_goesLeft);
        }
        else
        {
            for (var bin = 0; bin < 256; bin++)
            {
                _goesLeft[bin] = split.GoesLeft(bin) ? (byte)1 : (byte)0;
            }
        }

        (_start, _count, _column) = (start, count, split.Column);
        if (count < ParallelFrom || crew.ThreadCount == 1)
        {
            var scratch = (int*)_scratch.Pointer;
            var left = Part(Rows + start, scratch, count);
            Copy(scratch, Rows + start + left, count - left);
            return left;
        }

        return SplitInParallel();
    }

    public void Run(int block)
    {
        var from = block * BlockLength;
        var count = Math.Min(BlockLength, _count - from);
        var rows = Rows + _start;
        var scratch = (int*)_scratch.Pointer + from;
        if (!_placesRights)
        {
            _leftOf[block] = Part(rows + from, scratch, count);
        }
        else
        {
            var lefts = _leftOf[block + 1] - _leftOf[block];
            Copy(scratch, rows + _leftCount + from - _leftOf[block], count - lefts);
        }
    }

    public void Dispose()
    {
        _rows.Dispose();
        _scratch.Dispose();
    }

    // Each block parts its own rows; then the lefts move up, block after block, and the rights fill what is behind them.
    int SplitInParallel()
    {
        var blocks = (_count + BlockLength - 1) / BlockLength;
        _placesRights = false;
        crew.Run(this, blocks);
        _leftCount = 0;
        for (var block = 0; block < blocks; block++)
        {
            var lefts = _leftOf[block];
            Copy(Rows + _start + (block * BlockLength), Rows + _start + _leftCount, lefts);
            (_leftOf[block], _leftCount) = (_leftCount, _leftCount + lefts);
        }

        _leftOf[blocks] = _leftCount;
        _placesRights = true;
        crew.Run(this, blocks);
        return _leftCount;
    }

    // The lefts stay in place; both sides keep their order. Whole vectors are stored: what is too much is written over later.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    int Part(int* rows, int* rights, int count)
    {
        if (data.IsWide(_column))
        {
            return PartWide(new Span<int>(rows, count), new Span<int>(rights, count));
        }

        var cells = data.Column(_column);
        var isSparse = count > 0 && (rows[count - 1] - rows[0]) / SparseFrom > count;
        ref var goesLeft = ref MemoryMarshal.GetArrayDataReference(_goesLeft);
        var (left, right, i) = (0, 0, 0);
        for (; Avx2.IsSupported && i + 8 <= count; i += 8)
        {
            if (isSparse)
            {
                Prefetch(rows + i + Ahead, cells);
            }

            var lefts = Lefts(rows + i, cells, ref goesLeft);
            var eight = Vector256.Load(rows + i);
            EightRows.Keep(eight, lefts).Store(rows + left);
            EightRows.Keep(eight, lefts ^ 0xFF).Store(rights + right);
            left += BitOperations.PopCount(lefts);
            right = i + 8 - left;
        }

        // Writes both sides at every row and moves on only one: no branch to mispredict.
        for (; i < count; i++)
        {
            var row = rows[i];
            int isLeft = Unsafe.Add(ref goesLeft, cells[row]);
            rows[left] = row;
            rights[right] = row;
            left += isLeft;
            right += 1 - isLeft;
        }

        return left;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    int PartWide(Span<int> rows, Span<int> rights)
    {
        ReadOnlySpan<ushort> cells = data.WideColumn(_column);
        ReadOnlySpan<byte> goesLeft = _goesLeft;
        var left = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            CacheLine.Call(Unsafe.AsPointer(in cells[rows[Math.Min(i + CacheLine.Ahead, rows.Length - 1)]]));
            rows[left] = row;
            rights[i - left] = row;
            left += goesLeft[cells[row]];
        }

        return left;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Prefetch(int* rows, ColumnCells cells)
    {
        for (var i = 0; i < 8; i++)
        {
            cells.Prefetch(rows[i]);
        }
    }

    // Bit i is set when row i goes left. Eight reads at a time: the machine's own gather lets fewer of them overlap.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint Lefts(int* rows, ColumnCells cells, ref byte goesLeft) =>
        Unsafe.Add(ref goesLeft, cells[rows[0]])
        | ((uint)Unsafe.Add(ref goesLeft, cells[rows[1]]) << 1)
        | ((uint)Unsafe.Add(ref goesLeft, cells[rows[2]]) << 2)
        | ((uint)Unsafe.Add(ref goesLeft, cells[rows[3]]) << 3)
        | ((uint)Unsafe.Add(ref goesLeft, cells[rows[4]]) << 4)
        | ((uint)Unsafe.Add(ref goesLeft, cells[rows[5]]) << 5)
        | ((uint)Unsafe.Add(ref goesLeft, cells[rows[6]]) << 6)
        | ((uint)Unsafe.Add(ref goesLeft, cells[rows[7]]) << 7);

    static void Copy(int* from, int* to, int count) => new Span<int>(from, count).CopyTo(new Span<int>(to, count));
}
