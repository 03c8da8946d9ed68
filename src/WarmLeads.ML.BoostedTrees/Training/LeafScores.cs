using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Adds the value of each leaf to the scores of the examples that the tree saw; one block of work is a part of a leaf.</summary>
sealed unsafe class LeafScores(double[] scores) : IBlockWork
{
    readonly List<LeafPart> _parts = [];
    GrownTree? _tree;
    int* _rows;

    public void Add(GrownTree tree, int* rows, WorkCrew crew)
    {
        _tree = tree;
        _rows = rows;
        LeafPart.Cut(tree.Leaves, _parts);
        crew.Run(this, _parts.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int block)
    {
        var (leaf, start, count) = _parts[block];
        var value = _tree!.LeafValues[leaf];
        var rows = _rows + start;
        var last = count - 1;
        fixed (double* all = scores)
        {
            for (var i = 0; i < count; i++)
            {
                CacheLine.Call(all + rows[Math.Min(i + CacheLine.Ahead, last)]);
                all[rows[i]] += value;
            }
        }
    }
}
