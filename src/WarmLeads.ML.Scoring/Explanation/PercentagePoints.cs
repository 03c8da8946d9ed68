namespace WarmLeads.ML.Scoring;

/// <summary>Contributions in percentage points that sum exactly to the probability minus the base probability.</summary>
/// <remarks>
/// Points are the contributions in log-odds times the mean slope of the logistic between base and score
/// (Aumann-Shapley): phi (p - p0) / (score - base). All of them, and 100 p and 100 p0, are multiples of 2^-42,
/// so that every partial sum is exact in double and the order does not matter.
/// </remarks>
public static class PercentagePoints
{
    const double Grid = 1L << 42;

    /// <summary>Turns log-odds into points.</summary>
    /// <param name="contributions">Contributions in log-odds, shape [features].</param>
    /// <param name="bias">The base, in log-odds.</param>
    /// <param name="score">The score, in log-odds.</param>
    /// <param name="points">Receives the points, shape [features].</param>
    public static void Compute(ReadOnlySpan<double> contributions, double bias, double score, Span<double> points)
    {
        var probability = ConversionModel.Probability(score);
        var baseProbability = ConversionModel.Probability(bias);
        var distance = score - bias;
        var slope = Math.Abs(distance) > 1e-9
            ? (probability - baseProbability) / distance
            : baseProbability * (1 - baseProbability);

        var left = 100 * probability - 100 * baseProbability;
        var largest = 0;
        for (var i = 0; i < contributions.Length; i++)
        {
            points[i] = Math.Round(100 * slope * contributions[i] * Grid) / Grid;
            left -= points[i];
            if (Math.Abs(contributions[i]) > Math.Abs(contributions[largest]))
                largest = i;
        }

        // What rounding left over (about 1e-12 points) goes where it is least visible.
        if (points.Length > 0)
            points[largest] += left;
    }
}
