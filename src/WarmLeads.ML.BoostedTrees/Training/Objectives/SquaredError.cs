using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Half the squared error of scores and its derivatives, over a list of examples.</summary>
/// <remarks>Loss of an example with label y and score s: w (s - y)^2 / 2. Its derivatives: g = w (s - y), h = w.</remarks>
sealed class SquaredError(BinnedDataset data, int[] rows, double[] scores, double[]? means) : Loss(rows)
{
    readonly float[] _labels = data.Labels;
    readonly float[]? _weights = data.Weights;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override LossSums Evaluate(ReadOnlySpan<int> part)
    {
        var (loss, gradient, weight) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        Span<double> lanes = stackalloc double[8];
        for (var i = 0; i < part.Length; i += 8)
        {
            var eight = part[i..Math.Min(i + 8, part.Length)];
            var s = Load(scores, eight, lanes);
            var w = _weights is null ? Present(eight.Length) : Load(_weights, eight, lanes);
            var error = s - Load(_labels, eight, lanes);
            Store(s, means, eight, lanes);
            loss += w * (error * error * 0.5);
            gradient += w * Vector512.Abs(error);
            weight += w;
        }

        return new LossSums(Add(loss), Add(gradient), Add(weight), Add(weight));
    }
}
