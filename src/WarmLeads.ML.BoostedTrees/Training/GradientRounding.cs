using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    const int BlockLength = 8192, Lanes = 8;
    const double Fractions = 1.0 / 65536;

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

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Round<TVariance>(int block)
        where TVariance : struct, IVariance
    {
        var part = rows.AsSpan(block * BlockLength, Math.Min(BlockLength, rows.Length - (block * BlockLength)));
        var (weights, i) = (data.Weights, 0);
        var words = Words;
        Span<double> lanes = stackalloc double[Lanes];
        var packed = stackalloc long[Lanes];
        for (; i + Lanes <= part.Length; i += Lanes)
        {
            var eight = part.Slice(i, Lanes);
            var mean = Loss.Load(means, eight, lanes);
            var weight = weights is null ? Vector512<double>.One : Loss.Load(weights, eight, lanes);
            var bits = CounterRandom.Bits(_key, Vector256.Create(eight).AsUInt32());
            var gradient = Floor((weight * (mean - Loss.Load(labels, eight, lanes)) * _gradientScale) + Fraction(bits >> 16));
            var hessian = Floor((weight * TVariance.Of(mean) * _hessianScale) + Fraction(bits & Vector256.Create(0xFFFFu)));
            Layout.Pack(gradient, hessian).Store(packed);
            for (var lane = 0; lane < Lanes; lane++)
            {
                words[eight[lane]] = packed[lane];
            }
        }

        for (; i < part.Length; i++)
        {
            words[part[i]] = WordOf<TVariance>(part[i]);
        }
    }

    // Bit for bit what a lane of eight gets.
    long WordOf<TVariance>(int row)
        where TVariance : struct, IVariance
    {
        var (mean, weight) = (means[row], data.Weights is null ? 1 : data.Weights[row]);
        var bits = CounterRandom.Bits(_key, (uint)row);
        var gradient = Math.Floor((weight * (mean - labels[row]) * _gradientScale) + ((bits >> 16) * Fractions));
        var hessian = Math.Floor((weight * TVariance.Of(mean) * _hessianScale) + ((bits & 0xFFFF) * Fractions));
        return Layout.Pack((long)gradient, (long)hessian);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<long> Floor(Vector512<double> values) => Vector512.ConvertToInt64(Vector512.Floor(values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Fraction(Vector256<uint> sixteenBits)
    {
        var (low, high) = Vector256.Widen(sixteenBits);
        return Vector512.ConvertToDouble(Vector512.Create(low, high).AsInt64()) * Fractions;
    }
}
