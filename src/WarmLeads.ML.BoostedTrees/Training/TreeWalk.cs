using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Adds a tree's answers to the scores of rows that it did not see; one block of work is 2,048 rows.</summary>
sealed class TreeWalk(BinnedDataset data, double[] scores) : IBlockWork
{
    const int BlockLength = 2048;

    GrownTree? _tree;
    ReadOnlyMemory<int> _rows;
    int[] _leaves = [];

    /// <summary>Adds the value of its leaf to every row's score.</summary>
    /// <returns>The leaf of each row, in the order of the rows; valid until the next call.</returns>
    public ReadOnlySpan<int> Add(GrownTree tree, ReadOnlyMemory<int> rows, WorkCrew crew)
    {
        (_tree, _rows) = (tree, rows);
        if (_leaves.Length < rows.Length)
        {
            _leaves = new int[rows.Length];
        }

        crew.Run(this, (rows.Length + BlockLength - 1) / BlockLength);
        return _leaves.AsSpan(0, rows.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int block)
    {
        var tree = _tree!;
        var rows = _rows.Span;
        var end = Math.Min(rows.Length, (block + 1) * BlockLength);
        for (var i = block * BlockLength; i < end; i++)
        {
            var row = rows[i];
            _leaves[i] = tree.LeafOf(data, row);
            scores[row] += tree.LeafValues[_leaves[i]];
        }
    }
}
