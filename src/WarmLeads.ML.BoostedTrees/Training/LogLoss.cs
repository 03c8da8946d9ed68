using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The log-loss of scores and its derivatives, over a list of examples; one block of work is 8,192 of them.</summary>
/// <remarks>
/// Loss of an example with label y, score s in log-odds and p = 1 / (1 + e^-s): w (ln(1 + e^s) - y s). Its derivatives:
/// g = w (p - y), h = w p (1 - p). Sums are taken per lane of eight, then per block, then over blocks, always in that
/// order, so they do not depend on threads or on the width of the machine's vectors.
/// </remarks>
sealed class LogLoss(BinnedDataset data, int[] rows, double[] scores, double[]? probabilities) : IBlockWork
{
    const int BlockLength = 8192;

    // Products of numbers in 1..2: far from overflow.
    const int FactorsPerLogarithm = 64;

    readonly float[] _labels = data.Labels;
    readonly float[]? _weights = data.Weights;
    readonly LossSums[] _sums = new LossSums[(rows.Length + BlockLength - 1) / BlockLength];

    /// <summary>Sums over all examples; writes each example's probability where there is an array for it.</summary>
    public LossSums Evaluate(WorkCrew crew)
    {
        crew.Run(this, _sums.Length);
        var total = default(LossSums);
        foreach (var sums in _sums)
        {
            total += sums;
        }

        return total;
    }

    public void Run(int block)
    {
        var start = block * BlockLength;
        _sums[block] = Evaluate(rows.AsSpan(start, Math.Min(BlockLength, rows.Length - start)));
    }

    LossSums Evaluate(ReadOnlySpan<int> part)
    {
        var (loss, gradient, hessian, weight) =
            (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var product = Vector512<double>.One;
        Span<double> lanes = stackalloc double[8];
        for (int i = 0, factors = 0; i < part.Length; i += 8)
        {
            var eight = part[i..Math.Min(i + 8, part.Length)];
            var s = Load(scores, eight, lanes);
            var y = Load(_labels, eight, lanes);
            var w = _weights is null ? Present(eight.Length) : Load(_weights, eight, lanes);
            var z = PortableMath.Exp(-Vector512.Abs(s));
            var onePlus = Vector512<double>.One + z;
            var p = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(s, Vector512<double>.Zero), Vector512<double>.One, z) / onePlus;
            Store(p, eight, lanes);
            gradient += w * Vector512.Abs(p - y);
            hessian += w * (p * (Vector512<double>.One - p));
            weight += w;
            var linear = Vector512.Max(s, Vector512<double>.Zero) - (y * s);
            if (_weights is not null)
            {
                loss += w * (linear + PortableMath.Log(onePlus));
                continue;
            }

            loss += w * linear;
            product *= Vector512.ConditionalSelect(Vector512.Equals(w, Vector512<double>.Zero), Vector512<double>.One, onePlus);
            if (++factors == FactorsPerLogarithm)
            {
                loss += PortableMath.Log(product);
                (product, factors) = (Vector512<double>.One, 0);
            }
        }

        return new LossSums(Add(loss + PortableMath.Log(product)), Add(gradient), Add(hessian), Add(weight));
    }

    void Store(Vector512<double> p, ReadOnlySpan<int> eight, Span<double> lanes)
    {
        if (probabilities is null)
        {
            return;
        }

        p.CopyTo(lanes);
        for (var i = 0; i < eight.Length; i++)
        {
            probabilities[eight[i]] = lanes[i];
        }
    }

    static Vector512<double> Load(double[] values, ReadOnlySpan<int> eight, Span<double> lanes)
    {
        if (eight.Length == 8)
        {
            return Vector512.Create(
                values[eight[0]], values[eight[1]], values[eight[2]], values[eight[3]],
                values[eight[4]], values[eight[5]], values[eight[6]], values[eight[7]]);
        }

        lanes.Clear();
        for (var i = 0; i < eight.Length; i++)
        {
            lanes[i] = values[eight[i]];
        }

        return Vector512.Create<double>(lanes);
    }

    static Vector512<double> Load(float[] values, ReadOnlySpan<int> eight, Span<double> lanes)
    {
        lanes.Clear();
        for (var i = 0; i < eight.Length; i++)
        {
            lanes[i] = values[eight[i]];
        }

        return Vector512.Create<double>(lanes);
    }

    static Vector512<double> Present(int count) =>
        Vector512.ConditionalSelect(
            Vector512.LessThan(Vector512<double>.Indices, Vector512.Create((double)count)), Vector512<double>.One, Vector512<double>.Zero);

    static double Add(Vector512<double> lanes)
    {
        var sum = 0.0;
        for (var i = 0; i < 8; i++)
        {
            sum += lanes[i];
        }

        return sum;
    }
}
