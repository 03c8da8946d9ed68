using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The log-loss of scores and its derivatives, over a list of examples.</summary>
/// <remarks>
/// Loss of an example with label y, score s in log-odds and p = 1 / (1 + e^-s): w (ln(1 + e^s) - y s). Its derivatives:
/// g = w (p - y), h = w p (1 - p).
/// </remarks>
sealed class LogLoss(BinnedDataset data, int[] rows, double[] scores, double[]? probabilities) : Loss(rows)
{
    // Products of numbers in 1..2: far from overflow.
    const int FactorsPerLogarithm = 64;

    readonly float[] _labels = data.Labels;
    readonly float[]? _weights = data.Weights;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override LossSums Evaluate(ReadOnlySpan<int> part)
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
            Store(p, probabilities, eight, lanes);
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
}
