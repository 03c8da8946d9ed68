using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>
/// Scores rows. Where <see cref="LeafWords"/> cannot be had, one row walks four trees at a time, so that one tree's memory
/// wait is another's work.
/// </summary>
/// <remarks>Leaf values lie on a grid on which every sum is exact, so the order of adding them changes no bit.</remarks>
sealed class ForestPredictor
{
    const int StackBytes = 1024;

    readonly Lazy<LeafWords?> _words;

    public ForestPredictor(Forest forest)
    {
        Slots = new SlotForest(forest);
        _words = new Lazy<LeafWords?>(() => LeafWords.Of(Slots));
    }

    /// <summary>The forest as it is walked.</summary>
    public SlotForest Slots { get; }

    /// <summary>The features of a row.</summary>
    public int Width => Slots.Width;

    /// <summary>The score of one row, in log-odds.</summary>
    [SkipLocalsInit]
    public double Score(ReadOnlySpan<double> row)
    {
        var count = Slots.Slots.Length;
        if (count <= StackBytes)
        {
            Span<byte> bytes = stackalloc byte[StackBytes];
            return _words.Value is { } words ? Score(words, row, bytes) : Walk(row, bytes[..count]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(count);
        var score = Walk(row, rented.AsSpan(0, count));
        ArrayPool<byte>.Shared.Return(rented);
        return score;
    }

    /// <summary>The scores of many rows, in log-odds.</summary>
    public unsafe void Score(ReadOnlySpan<double> rows, Span<double> scores, int numberOfThreads)
    {
        fixed (double* row = rows, score = scores)
        {
            var batch = new ScoreBatch(Slots, row, score, scores.Length);
            using var crew = new WorkCrew(Math.Min(WorkCrew.Resolve(numberOfThreads), Math.Max(1, batch.BlockCount)));
            crew.Run(batch, batch.BlockCount);
        }
    }

    unsafe double Score(LeafWords words, ReadOnlySpan<double> row, Span<byte> bytes)
    {
        Slots.Fill(row, bytes);
        fixed (byte* cells = bytes)
        {
            return words.Score(cells);
        }
    }

    double Walk(ReadOnlySpan<double> row, Span<byte> bytes)
    {
        Slots.Fill(row, bytes);
        return Slots.Sets.Length > 0 ? Walk(bytes, new MixedTest(Slots)) : Walk(bytes, default(NumericTest));
    }

    double Walk<TTest>(ReadOnlySpan<byte> bytes, TTest test)
        where TTest : struct, INodeTest
    {
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(Slots.Nodes);
        ref var values = ref MemoryMarshal.GetArrayDataReference(Slots.LeafValues);
        ref var cells = ref MemoryMarshal.GetReference(bytes);
        var starts = Slots.Starts;
        var score = Slots.BaseScore;
        var tree = 0;
        for (; tree + 4 <= starts.Length; tree += 4)
        {
            var (a, b, c, d) = (starts[tree], starts[tree + 1], starts[tree + 2], starts[tree + 3]);
            int moved;
            do
            {
                var (stepA, stepB) = (Step(ref nodes, a, ref cells, test), Step(ref nodes, b, ref cells, test));
                var (stepC, stepD) = (Step(ref nodes, c, ref cells, test), Step(ref nodes, d, ref cells, test));
                (a, b, c, d) = (a + stepA, b + stepB, c + stepC, d + stepD);
                moved = stepA | stepB | stepC | stepD;
            }
            while (moved != 0);
            score += Unsafe.Add(ref values, Unsafe.Add(ref nodes, a).Test) + Unsafe.Add(ref values, Unsafe.Add(ref nodes, b).Test);
            score += Unsafe.Add(ref values, Unsafe.Add(ref nodes, c).Test) + Unsafe.Add(ref values, Unsafe.Add(ref nodes, d).Test);
        }

        for (; tree < starts.Length; tree++)
        {
            var at = starts[tree];
            for (var step = 1; step != 0; at += step)
            {
                step = Step(ref nodes, at, ref cells, test);
            }

            score += Unsafe.Add(ref values, Unsafe.Add(ref nodes, at).Test);
        }

        return score;
    }

    // Nodes from here to where the row goes, 0 at a leaf; without a branch, for no one can predict where a row goes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Step<TTest>(ref SlotNode nodes, int at, ref byte cells, TTest test)
        where TTest : struct, INodeTest
    {
        ref readonly var node = ref Unsafe.Add(ref nodes, at);
        int right = node.RightOffset;
        int left = Unsafe.BitCast<bool, byte>(right != 0);
        var goesLeft = test.GoesLeft(Unsafe.Add(ref cells, node.Slot), node.Test);
        return right ^ ((right ^ left) & -goesLeft);
    }
}
