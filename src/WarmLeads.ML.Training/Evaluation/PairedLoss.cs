namespace WarmLeads.ML.Training;

/// <summary>How sure a difference in log-loss on the same rows is.</summary>
static class PairedLoss
{
    /// <summary>Standard error of the mean difference in log-loss, row by row.</summary>
    /// <param name="labels">Shape [rows], 0 or 1.</param>
    /// <param name="one">One model's probabilities, shape [rows], each in 0..1.</param>
    /// <param name="other">The other's, shape [rows].</param>
    /// <param name="weights">Shape [rows], 1 on average; null for all 1.</param>
    public static double StandardError(float[] labels, double[] one, double[] other, float[]? weights = null)
    {
        double sum = 0, squares = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var difference = labels[i] > 0.5f
                ? Log(one[i]) - Log(other[i])
                : Log(1 - one[i]) - Log(1 - other[i]);
            difference *= weights?[i] ?? 1;
            sum += difference;
            squares += difference * difference;
        }

        var mean = sum / labels.Length;
        return Math.Sqrt(Math.Max(0, squares / labels.Length - mean * mean) / labels.Length);
    }

    /// <summary>Standard error of a sum over rows that come in groups (leads): rows of one lead are alike and count as one observation.</summary>
    /// <param name="values">What is summed, shape [rows].</param>
    /// <param name="groups">The lead of each row, shape [rows]; null when each row is its own.</param>
    public static double StandardErrorOfSum(double[] values, int[]? groups)
    {
        if (groups is null)
        {
            var average = values.Average();
            return Math.Sqrt(values.Sum(value => (value - average) * (value - average)));
        }

        var sums = new Dictionary<int, double>();
        for (var i = 0; i < values.Length; i++)
            sums[groups[i]] = sums.GetValueOrDefault(groups[i]) + values[i];
        var mean = sums.Values.Sum() / sums.Count;
        return Math.Sqrt(sums.Values.Sum(sum => (sum - mean) * (sum - mean)));
    }

    // A baseline may say 0 or 1 outright; the metrics clip in the same place.
    static double Log(double probability) => Math.Log(Math.Max(probability, 1e-15));
}
