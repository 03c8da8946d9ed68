namespace WarmLeads.ML.BoostedTrees;

/// <summary>Adds the value of each leaf to the scores of the examples that the tree saw; one block of work is one leaf.</summary>
sealed unsafe class LeafScores(double[] scores) : IBlockWork
{
    GrownTree? _tree;
    int* _rows;

    public void Add(GrownTree tree, int* rows, WorkCrew crew)
    {
        _tree = tree;
        _rows = rows;
        crew.Run(this, tree.Leaves.Length);
    }

    public void Run(int block)
    {
        var (start, count) = _tree!.Leaves[block];
        var value = _tree.LeafValues[block];
        for (var i = start; i < start + count; i++)
        {
            scores[_rows[i]] += value;
        }
    }
}
