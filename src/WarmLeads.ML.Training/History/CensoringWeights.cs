namespace WarmLeads.ML.Training;

/// <summary>Weights that undo the favour that looking at resolved leads alone does to quick outcomes.</summary>
/// <remarks>
/// A lead that took t days is among the resolved ones only when it was followed for t days or more. With G(t), the share of all
/// leads looked at, resolved or not, that were followed so long, each resolved lead stands for 1 / G(t) of its like: inverse
/// probability of censoring. How long a lead was followed is set by the calendar alone, so G needs no model.
/// </remarks>
static class CensoringWeights
{
    // A handful of leads that happened to be looked at first shall not speak for all that took as long.
    const double Most = 2;

    /// <summary>A weight for each resolved snapshot.</summary>
    /// <param name="taken">Time from the cutoff to the known outcome of each resolved snapshot, shape [n].</param>
    /// <param name="followed">Time from the cutoff to the end of knowledge of every snapshot, resolved or not, in any order.</param>
    /// <returns>Shape [n], each from 1 to 2.</returns>
    public static double[] Of(TimeSpan[] taken, TimeSpan[] followed)
    {
        var sorted = (TimeSpan[])followed.Clone();
        Array.Sort(sorted);
        var weights = new double[taken.Length];
        for (var i = 0; i < taken.Length; i++)
        {
            var share = (sorted.Length - FirstAtLeast(sorted, taken[i])) / (double)sorted.Length;
            weights[i] = Math.Min(Most, 1 / Math.Max(share, 1e-9));
        }

        return weights;
    }

    static int FirstAtLeast(TimeSpan[] sorted, TimeSpan value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
