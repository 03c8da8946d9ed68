namespace WarmLeads.ML.BoostedTrees;

/// <summary>Exact sums of gradients, hessians and weights per leaf; one block of work is 8,192 examples of one leaf.</summary>
/// <remarks>
/// The histograms' integers choose the splits; the values of the leaves come from the unrounded derivatives.
/// Shapes: L leaves. Block sums are added in order, so they do not depend on threads.
/// </remarks>
sealed unsafe class LeafSums(BinnedDataset data, float[] labels, double[] means, Variance variance) : IBlockWork
{
    const int BlockLength = 8192;

    readonly List<Block> _blocks = [];
    int* _rows;

    /// <summary>Sums of each leaf.</summary>
    /// <param name="rows">Examples grouped by leaf.</param>
    /// <param name="leaves">Where each leaf's examples lie.</param>
    /// <param name="crew">Who does it.</param>
    public LeafSum[] Sum(int* rows, IReadOnlyList<(int Start, int Count)> leaves, WorkCrew crew)
    {
        _rows = rows;
        _blocks.Clear();
        for (var leaf = 0; leaf < leaves.Count; leaf++)
        {
            var (start, count) = leaves[leaf];
            for (var from = 0; from < count; from += BlockLength)
            {
                _blocks.Add(new Block(leaf, start + from, Math.Min(BlockLength, count - from)));
            }
        }

        crew.Run(this, _blocks.Count);
        var sums = new LeafSum[leaves.Count];
        foreach (var block in _blocks)
        {
            sums[block.Leaf] += block.Sum;
        }

        return sums;
    }

    public void Run(int block)
    {
        switch (variance)
        {
            case Variance.Binomial: Sum<BinomialVariance>(block); break;
            case Variance.Unit: Sum<UnitVariance>(block); break;
            default: Sum<PoissonVariance>(block); break;
        }
    }

    void Sum<TVariance>(int block)
        where TVariance : struct, IVariance
    {
        var part = _blocks[block];
        var (gradient, hessian, weightSum) = (0.0, 0.0, 0.0);
        var weights = data.Weights;
        for (var i = part.Start; i < part.Start + part.Count; i++)
        {
            var row = _rows[i];
            var mean = means[row];
            var weight = weights is null ? 1.0 : weights[row];
            gradient += weight * (mean - labels[row]);
            hessian += weight * TVariance.Of(mean);
            weightSum += weight;
        }

        part.Sum = new LeafSum(gradient, hessian, weightSum, part.Count);
    }

    sealed class Block(int leaf, int start, int count)
    {
        public int Leaf => leaf;

        public int Start => start;

        public int Count => count;

        public LeafSum Sum { get; set; }
    }
}
