using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Turns gradients and hessians into packed integers; one block of work is 8,192 examples.</summary>
/// <remarks>
/// Rounded up or down at random with the expectation kept: g = floor(g scale + u), u in [0, 1). The scale is the
/// largest at which the sums over the whole tree cannot overflow, so a few heavy examples cost no precision. The
/// randomness is a hash of (seed, draw, example).
/// Source: Shi et al. 2022, "Quantized training of gradient boosting decision trees".
/// </remarks>
sealed unsafe class GradientRounding(BinnedDataset data, int[] rows, float[] labels, double[] means, Variance variance) : IBlockWork, IDisposable
{
    const int BlockLength = 8192;

    readonly AlignedMemory _words = new(data.RowCount * 8L, "The gradients");
    double _gradientScale, _hessianScale;
    uint _key;

    /// <summary>Packed gradients by example; only those of the list have a meaning.</summary>
    public long* Words => (long*)_words.Pointer;

    /// <summary>How the words are laid out.</summary>
    public WordLayout Layout { get; } = new(rows.Length);

    /// <summary>Real gradient of one integer step.</summary>
    public double GradientUnit => 1 / _gradientScale;

    /// <summary>Real hessian of one integer step.</summary>
    public double HessianUnit => 1 / _hessianScale;

    /// <summary>Rounds the derivatives at the current means.</summary>
    public void Round(LossSums sums, uint key, WorkCrew crew)
    {
        _key = key;
        _gradientScale = sums.AbsoluteGradient > 0 ? (Layout.GradientLimit - rows.Length) / sums.AbsoluteGradient : 1;
        _hessianScale = sums.Hessian > 0 ? (Layout.HessianLimit - rows.Length) / sums.Hessian : 1;
        if (variance == Variance.Unit && data.Weights is null)
        {
            // Whole steps make the constant exact: its sum is the number of examples, with nothing rounded.
            _hessianScale = Math.Max(1, Math.Floor(_hessianScale));
        }

        crew.Run(this, (rows.Length + BlockLength - 1) / BlockLength);
    }

    public void Run(int block)
    {
        switch (variance)
        {
            case Variance.Binomial: Round<BinomialVariance>(block); break;
            case Variance.Unit: Round<UnitVariance>(block); break;
            default: Round<PoissonVariance>(block); break;
        }
    }

    public void Dispose() => _words.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Round<TVariance>(int block)
        where TVariance : struct, IVariance
    {
        const double Unit = 1.0 / 65536;
        var end = Math.Min(rows.Length, (block + 1) * BlockLength);
        var (weights, layout) = (data.Weights, Layout);
        var words = Words;
        for (var i = block * BlockLength; i < end; i++)
        {
            var row = rows[i];
            var (mean, weight) = (means[row], weights is null ? 1 : weights[row]);
            var bits = CounterRandom.Bits(_key, (uint)row);
            var gradient = Math.Floor((weight * (mean - labels[row]) * _gradientScale) + ((bits >> 16) * Unit));
            var hessian = Math.Floor((weight * TVariance.Of(mean) * _hessianScale) + ((bits & 0xFFFF) * Unit));
            words[row] = layout.Pack((long)gradient, (long)hessian);
        }
    }
}
