namespace WarmLeads.ML.Training;

/// <summary>The area under the ROC curve, and by how much each row moves it.</summary>
static class AucInfluence
{
    /// <summary>Of weighted rows; ties count half.</summary>
    /// <param name="labels">Shape [rows], with both outcomes.</param>
    /// <param name="probabilities">Shape [rows].</param>
    /// <param name="weights">Shape [rows].</param>
    public static (double Auc, double[] Influences) Of(float[] labels, double[] probabilities, double[] weights)
    {
        var order = Enumerable.Range(0, labels.Length).ToArray();
        Array.Sort((double[])probabilities.Clone(), order);
        var (ofPositives, ofNegatives) = (Sum(labels, weights, positive: true), Sum(labels, weights, positive: false));
        // For each row the weight of the other outcome that stands on its right side, ties half.
        var beaten = new double[labels.Length];
        double positivesBelow = 0, negativesBelow = 0, auc = 0;
        for (var from = 0; from < order.Length;)
        {
            var to = from;
            double positives = 0, negatives = 0;
            for (; to < order.Length && probabilities[order[to]] == probabilities[order[from]]; to++)
            {
                if (labels[order[to]] > 0.5f)
                    positives += weights[order[to]];
                else
                    negatives += weights[order[to]];
            }

            for (; from < to; from++)
            {
                var row = order[from];
                beaten[row] = labels[row] > 0.5f
                    ? (negativesBelow + (negatives / 2)) / ofNegatives
                    : (ofPositives - positivesBelow - (positives / 2)) / ofPositives;
                auc += labels[row] > 0.5f ? weights[row] * beaten[row] / ofPositives : 0;
            }

            positivesBelow += positives;
            negativesBelow += negatives;
        }

        return (auc, [.. beaten.Select((share, row) => weights[row] * (share - auc) / (labels[row] > 0.5f ? ofPositives : ofNegatives))]);
    }

    static double Sum(float[] labels, double[] weights, bool positive) =>
        Enumerable.Range(0, labels.Length).Where(row => labels[row] > 0.5f == positive).Sum(row => weights[row]);
}
