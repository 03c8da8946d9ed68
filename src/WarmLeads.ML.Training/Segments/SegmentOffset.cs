namespace WarmLeads.ML.Training;

/// <summary>The level of a segment beside the pooled model: the constant of the highest likelihood, shrunk towards 0.</summary>
/// <remarks>The prior is normal with a standard deviation of 0.5: that a model which knows the column is off by a factor of e is rare.</remarks>
static class SegmentOffset
{
    const double OfASegment = 0.25, Tolerance = 1e-10;
    const int MostSteps = 60;

    /// <summary>Fits it to some of the rows.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="some">Indices of the rows to learn from.</param>
    /// <param name="priorVariance">Variance of the prior, above 0.</param>
    public static double Fit(SegmentRows segment, int[] some, double priorVariance = OfASegment)
    {
        // Newton on a convex function of one number; far out it is nearly flat, so a step is limited.
        double offset = 0;
        for (var step = 0; step < MostSteps; step++)
        {
            var (gradient, curvature) = (offset / priorVariance, 1 / priorVariance);
            foreach (var i in some)
            {
                var (slope, bend) = segment.Slope(i, segment.Start[i] + offset);
                gradient += slope;
                curvature += bend;
            }

            var move = Math.Clamp(gradient / curvature, -1, 1);
            offset -= move;
            if (Math.Abs(move) < Tolerance)
                break;
        }

        return offset;
    }
}
