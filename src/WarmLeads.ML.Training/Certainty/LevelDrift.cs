namespace WarmLeads.ML.Training;

/// <summary>How far the level of the chances wanders with time: what the next pool may be off by, beyond what chance does to a count.</summary>
/// <remarks>
/// The judged rows are cut in three by time. In each the level is off the line by one step of Newton; what these steps vary by more than
/// their own errors is the drift. Source: DerSimonian and Laird 1986, the variance between studies.
/// </remarks>
static class LevelDrift
{
    const int Windows = 3, FewestRows = 5;

    /// <summary>The variance of the level between windows of time, log-odds squared; 0 where there are no times, or no more than chance.</summary>
    /// <param name="probabilities">On the line, shape [rows].</param>
    /// <param name="labels">Shape [rows], 0 or 1.</param>
    /// <param name="weights">Shape [rows]; null for all 1.</param>
    /// <param name="groups">The lead of each row; null when each is its own.</param>
    /// <param name="times">Of each row, shape [rows]; null where rows stand in no order.</param>
    public static double Of(double[] probabilities, float[] labels, float[]? weights, int[]? groups, double[]? times)
    {
        if (times is null)
            return 0;
        double[] sorted = [.. times.Order()];
        double[] starts = [.. Enumerable.Range(1, Windows - 1).Select(window => sorted[window * sorted.Length / Windows])];
        List<(double Off, double Variance)> found = [];
        foreach (var rows in Enumerable.Range(0, labels.Length).GroupBy(row => starts.Count(start => times[row] >= start)))
        {
            double information = 0, error = 0;
            var converted = false;
            var ofLeads = new Dictionary<int, double>();
            foreach (var row in rows)
            {
                var (weight, p) = (weights?[row] ?? 1, probabilities[row]);
                var one = weight * (labels[row] - p);
                (information, error, converted) = (information + (weight * p * (1 - p)), error + one, converted || labels[row] > 0.5f);
                var lead = groups?[row] ?? row;
                ofLeads[lead] = ofLeads.GetValueOrDefault(lead) + one;
            }

            // Where nobody converted, only what was expected says how sure that is.
            if (rows.Count() >= FewestRows && information > 0)
                found.Add((error / information, converted ? ofLeads.Values.Sum(one => one * one) / (information * information) : 1 / information));
        }

        if (found.Count < 2)
            return 0;
        var mean = found.Average(window => window.Off);
        var between = found.Sum(window => (window.Off - mean) * (window.Off - mean)) / (found.Count - 1);
        return Math.Max(0, between - found.Average(window => window.Variance));
    }
}
