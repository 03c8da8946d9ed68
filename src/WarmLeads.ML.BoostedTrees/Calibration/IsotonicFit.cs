namespace WarmLeads.ML.BoostedTrees;

/// <summary>The rising staircase nearest to the rates of groups in order, with one more example put in.</summary>
/// <remarks>
/// Pool adjacent violators: a group whose rate is not above the one before it is pooled with it, as often as needed.
/// It never leaves this folder as a calibration; it is what <see cref="VennAbersInterval"/> asks twice.
/// </remarks>
/// <param name="weights">Weight of each group, above 0, shape [groups].</param>
/// <param name="positives">Weight of its positives, shape [groups].</param>
sealed class IsotonicFit(double[] weights, double[] positives)
{
    readonly double[] _poolWeights = new double[weights.Length + 1], _poolPositives = new double[weights.Length + 1];

    /// <summary>The staircase's value at a place with one more example of weight 1 there.</summary>
    /// <param name="place">2 i + 1 is in group i, 2 i in the gap below it, 2 groups above the last.</param>
    /// <param name="label">Of the example, 0 or 1.</param>
    public double ValueWith(int place, double label)
    {
        var (count, placePool, own) = (0, 0, place / 2);
        for (var group = 0; group <= weights.Length; group++)
        {
            if (group == own && place % 2 == 0)
            {
                placePool = count = Push(count, 1, label);
            }

            if (group < weights.Length)
            {
                var isOwn = group == own && place % 2 == 1;
                count = Push(count, weights[group] + (isOwn ? 1 : 0), positives[group] + (isOwn ? label : 0));
                // A pool that swallows others is the lowest of them.
                placePool = isOwn ? count : Math.Min(placePool, count);
            }
        }

        return _poolPositives[placePool - 1] / _poolWeights[placePool - 1];
    }

    int Push(int count, double weight, double positive)
    {
        while (count > 0 && _poolPositives[count - 1] * weight >= positive * _poolWeights[count - 1])
        {
            count--;
            weight += _poolWeights[count];
            positive += _poolPositives[count];
        }

        (_poolWeights[count], _poolPositives[count]) = (weight, positive);
        return count + 1;
    }
}
