using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The examples of a tree, each once, grouped by leaf. Splitting keeps their order within each side.</summary>
/// <remarks>
///     before the split  [ a b c d e f | g h ]      node = 0..6
///     after             [ a c f | b d e | g h ]    left = 0..3, right = 3..6
/// </remarks>
sealed unsafe class RowPartition(BinnedDataset data, int capacity, WorkCrew crew) : IBlockWork, IDisposable
{
    const int BlockLength = 16_384, ParallelFrom = 65_536;

    readonly AlignedMemory _rows = new(capacity * 4L, "the order of the examples");
    readonly AlignedMemory _scratch = new(capacity * 4L, "the order of the examples");
    readonly byte[] _goesLeft = new byte[256];
    readonly int[] _leftOf = new int[(capacity / BlockLength) + 2];
    int _start, _count, _column, _leftCount;
    bool _placesRights;

    /// <summary>The examples, grouped by leaf, shape [capacity].</summary>
    public int* Rows => (int*)_rows.Pointer;

    /// <summary>Starts a tree: all examples in one node.</summary>
    public void Reset(ReadOnlySpan<int> rows) => rows.CopyTo(new Span<int>(Rows, capacity));

    /// <summary>Parts rows [start, start + count) and returns how many of them went left.</summary>
    public int Split(int start, int count, in SplitCandidate split)
    {
        for (var bin = 0; bin < 256; bin++)
        {
            _goesLeft[bin] = split.GoesLeft(bin) ? (byte)1 : (byte)0;
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

    // Writes both sides at every row and moves on only one: no branch to mispredict. The lefts stay in place.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    int Part(int* rows, int* rights, int count)
    {
        var cells = data.Column(_column);
        ref var goesLeft = ref MemoryMarshal.GetArrayDataReference(_goesLeft);
        var (left, right) = (0, 0);
        for (var i = 0; i < count; i++)
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

    static void Copy(int* from, int* to, int count) => new Span<int>(from, count).CopyTo(new Span<int>(to, count));
}
