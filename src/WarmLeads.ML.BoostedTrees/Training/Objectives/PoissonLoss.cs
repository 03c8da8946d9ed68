using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The Poisson loss of scores and its derivatives, over a list of examples.</summary>
/// <remarks>
/// Loss of an example with label y, score s, exposure A and log-rate b: w (A e^s - y (s + b)), which is the negative
/// log-likelihood but for what no fit changes. Its derivatives with m = A e^s: g = w (m - y), h = w m. In e^s the score is
/// clipped, so that a row that no training example is like cannot swamp the sums.
/// </remarks>
/// <param name="data">The examples.</param>
/// <param name="labels">y by example.</param>
/// <param name="rows">Those that count.</param>
/// <param name="scores">Scores by example.</param>
/// <param name="means">Receives m by example; null = not asked for.</param>
/// <param name="exposures">A by example; null = all 1.</param>
/// <param name="logRates">b by example; null = all 0.</param>
/// <param name="largestExponent">Where the score is clipped.</param>
sealed class PoissonLoss(
    BinnedDataset data, float[] labels, int[] rows, double[] scores, double[]? means, double[]? exposures, double[]? logRates,
    double largestExponent) : Loss(rows)
{
    readonly float[]? _weights = data.Weights;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override LossSums Evaluate(ReadOnlySpan<int> part)
    {
        var (loss, gradient, hessian, weight) =
            (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var largest = Vector512.Create(largestExponent);
        Span<double> lanes = stackalloc double[8];
        for (var i = 0; i < part.Length; i += 8)
        {
            var eight = part[i..Math.Min(i + 8, part.Length)];
            var s = Load(scores, eight, lanes);
            var y = Load(labels, eight, lanes);
            var w = _weights is null ? Present(eight.Length) : Load(_weights, eight, lanes);
            var m = PortableMath.Exp(Vector512.Min(Vector512.Max(s, -largest), largest));
            m = exposures is null ? m : m * Load(exposures, eight, lanes);
            Store(m, means, eight, lanes);
            loss += w * (m - (y * (logRates is null ? s : s + Load(logRates, eight, lanes))));
            gradient += w * Vector512.Abs(m - y);
            hessian += w * m;
            weight += w;
        }

        return new LossSums(Add(loss), Add(gradient), Add(hessian), Add(weight));
    }
}
