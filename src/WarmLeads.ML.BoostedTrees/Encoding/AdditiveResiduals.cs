namespace WarmLeads.ML.BoostedTrees;

/// <summary>What the sum of two categories' effects leaves unexplained, added up per pair of categories.</summary>
/// <remarks>
/// A logistic model log-odds = u[category] + v[partner] is fitted by Newton steps over one side after the other. Next to
/// no ridge: shrunken effects would leave the same rest in every half of the examples and look like a product.
/// </remarks>
sealed class AdditiveResiduals
{
    const int Rounds = 12;
    const double Ridge = 0.01, LongestStep = 2;

    readonly Dictionary<long, (double Residual, double Curvature)> _pairs = [];

    /// <summary>Fits and adds up.</summary>
    /// <param name="data">The examples.</param>
    /// <param name="rows">Those to look at.</param>
    /// <param name="first">Level of each example of the data, shape [n]; -1 = unknown.</param>
    /// <param name="second">Level of the other side, shape [n].</param>
    public AdditiveResiduals(Dataset data, int[] rows, int[] first, int[] second)
    {
        var (u, v) = (new double[Levels(first)], new double[Levels(second)]);
        double positives = 0;
        foreach (var row in rows)
        {
            Weight += data.Weights?[row] ?? 1;
            positives += (data.Weights?[row] ?? 1) * data.Labels[row];
        }

        if (!(positives > 0 && positives < Weight))
        {
            return;
        }

        Array.Fill(u, PortableMath.LogOdds(positives / Weight));
        for (var round = 0; round < Rounds; round++)
        {
            Step(data, rows, first, u, second, v);
            Step(data, rows, second, v, first, u);
        }

        foreach (var row in rows)
        {
            var weight = data.Weights?[row] ?? 1;
            var p = PortableMath.Logistic(u[first[row] + 1] + v[second[row] + 1]);
            var pair = ((long)first[row] + 1) * v.Length + second[row] + 1;
            var (residual, curvature) = _pairs.GetValueOrDefault(pair);
            _pairs[pair] = (residual + (weight * (data.Labels[row] - p)), curvature + (weight * p * (1 - p)));
        }
    }

    /// <summary>The examples, as the sum of their weights.</summary>
    public double Weight { get; }

    /// <summary>Sum of label minus probability, and of p (1 - p), of each pair that occurs, by the pair's number.</summary>
    public IReadOnlyDictionary<long, (double Residual, double Curvature)> Pairs => _pairs;

    static int Levels(int[] levels) => levels.Length == 0 ? 1 : levels.Max() + 2;

    // One Newton step for each effect of one side, the other side held.
    static void Step(Dataset data, int[] rows, int[] mine, double[] effects, int[] theirs, double[] others)
    {
        var (gradients, hessians) = (new double[effects.Length], new double[effects.Length]);
        foreach (var row in rows)
        {
            var weight = data.Weights?[row] ?? 1;
            var p = PortableMath.Logistic(effects[mine[row] + 1] + others[theirs[row] + 1]);
            gradients[mine[row] + 1] += weight * (data.Labels[row] - p);
            hessians[mine[row] + 1] += weight * p * (1 - p);
        }

        for (var i = 0; i < effects.Length; i++)
        {
            effects[i] += Math.Clamp(gradients[i] / (hessians[i] + Ridge), -LongestStep, LongestStep);
        }
    }
}
