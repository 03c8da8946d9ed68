namespace WarmLeads.ML.Benchmarks;

/// <summary>AUC and log-loss of scores in log-odds, as the peers' runners compute them.</summary>
static class RankingQuality
{
    /// <summary>Area under the ROC curve with ties counted half.</summary>
    public static double AreaUnderRoc(double[] scores, float[] labels)
    {
        var (sorted, sortedLabels) = ((double[])scores.Clone(), (float[])labels.Clone());
        Array.Sort(sorted, sortedLabels);
        var (area, positives, negatives) = (0.0, 0.0, 0.0);
        for (int start = 0, end = 0; start < sorted.Length; start = end)
        {
            var positive = 0.0;
            for (; end < sorted.Length && sorted[end] == sorted[start]; end++)
            {
                positive += sortedLabels[end];
            }

            var negative = end - start - positive;
            area += positive * (negatives + (negative / 2));
            (positives, negatives) = (positives + positive, negatives + negative);
        }

        return area / (positives * negatives);
    }

    /// <summary>Mean log-loss.</summary>
    public static double LogLoss(double[] scores, float[] labels)
    {
        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            sum += Math.Max(scores[i], 0) - (labels[i] * scores[i]) + Math.Log(1 + Math.Exp(-Math.Abs(scores[i])));
        }

        return sum / scores.Length;
    }
}
