namespace WarmLeads.ML.Training;

/// <summary>The baseline hazard added up over time, given each row's relative hazard: Breslow's estimate, a step at each conversion.</summary>
/// <remarks>
/// A step is the weight of the conversions at a time over the sum of weight times relative hazard of all rows still followed
/// then, so rows count for exactly as long as they were followed. With equal relative hazards of 1 it is Nelson's and Aalen's.
/// Source: Breslow 1972.
/// </remarks>
sealed class BaselineCurve
{
    readonly double[] _times, _sums;

    BaselineCurve(double[] times, double[] sums) => (_times, _sums) = (times, sums);

    /// <summary>Adds up the steps.</summary>
    /// <param name="days">Days that each row was followed, shape [rows].</param>
    /// <param name="converted">Whether its conversion ended that, shape [rows].</param>
    /// <param name="weights">Shape [rows], none negative.</param>
    /// <param name="relative">Relative hazard of each row, above 0, shape [rows].</param>
    public static BaselineCurve Of(double[] days, bool[] converted, float[] weights, double[] relative)
    {
        var order = Enumerable.Range(0, days.Length).ToArray();
        Array.Sort([.. days], order);
        var atRisk = 0.0;
        for (var i = 0; i < order.Length; i++)
            atRisk += weights[i] * relative[i];
        List<double> times = [], sums = [];
        var sum = 0.0;
        for (var i = 0; i < order.Length;)
        {
            // Rows that leave at one time are all at risk then.
            var (time, events, leaving) = (days[order[i]], 0.0, 0.0);
            for (; i < order.Length && days[order[i]] == time; i++)
            {
                events += converted[order[i]] ? weights[order[i]] : 0;
                leaving += weights[order[i]] * relative[order[i]];
            }

            if (events > 0)
            {
                sum += events / atRisk;
                times.Add(time);
                sums.Add(sum);
            }

            atRisk -= leaving;
        }

        return new BaselineCurve([.. times], [.. sums]);
    }

    /// <summary>The hazard added up over [0, days).</summary>
    public double Within(double days)
    {
        int low = 0, high = _times.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_times[middle] < days)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? 0 : _sums[low - 1];
    }
}
