using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Exact sums of gradients, hessians and weights per leaf; one block of work is 8,192 examples of one leaf.</summary>
/// <remarks>
/// The histograms' integers choose the splits; the values of the leaves come from the unrounded derivatives.
/// Shapes: L leaves. Block sums are added in order, so they do not depend on threads.
/// </remarks>
sealed unsafe class LeafSums(BinnedDataset data, float[] labels, double[] means, Variance variance) : IBlockWork
{
    readonly List<LeafPart> _parts = [];
    LeafSum[] _sums = [];
    int* _rows;

    /// <summary>Sums of each leaf.</summary>
    /// <param name="rows">Examples grouped by leaf.</param>
    /// <param name="leaves">Where each leaf's examples lie.</param>
    /// <param name="crew">Who does it.</param>
    public LeafSum[] Sum(int* rows, IReadOnlyList<(int Start, int Count)> leaves, WorkCrew crew)
    {
        _rows = rows;
        LeafPart.Cut(leaves, _parts);
        if (_sums.Length < _parts.Count)
        {
            _sums = new LeafSum[_parts.Count];
        }

        crew.Run(this, _parts.Count);
        var sums = new LeafSum[leaves.Count];
        for (var i = 0; i < _parts.Count; i++)
        {
            sums[_parts[i].Leaf] += _sums[i];
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Sum<TVariance>(int block)
        where TVariance : struct, IVariance
    {
        var part = _parts[block];
        var (gradient, hessian, weightSum) = (0.0, 0.0, 0.0);
        var weights = data.Weights;
        var rows = _rows + part.Start;
        var last = part.Count - 1;
        fixed (double* allMeans = means)
        fixed (float* allLabels = labels)
        {
            for (var i = 0; i < part.Count; i++)
            {
                var next = rows[Math.Min(i + CacheLine.Ahead, last)];
                CacheLine.Call(allMeans + next);
                CacheLine.Call(allLabels + next);
                var row = rows[i];
                var mean = allMeans[row];
                var weight = weights is null ? 1.0 : weights[row];
                gradient += weight * (mean - allLabels[row]);
                hessian += weight * TVariance.Of(mean);
                weightSum += weight;
            }
        }

        _sums[block] = new LeafSum(gradient, hessian, weightSum, part.Count);
    }
}
