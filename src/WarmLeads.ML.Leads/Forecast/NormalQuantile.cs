namespace WarmLeads.ML.Leads;

/// <summary>Quantiles of the standard normal distribution.</summary>
/// <remarks>Source: Acklam 2003, "An algorithm for computing the inverse normal cumulative distribution function"; relative error below 1.2e-9.</remarks>
static class NormalQuantile
{
    const double Tail = 0.02425;

    static readonly double[]
        s_a = [-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00],
        s_b = [-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01, 1],
        s_c = [-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00],
        s_d = [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1];

    /// <summary>The value that is not exceeded with this chance.</summary>
    /// <param name="chance">Between 0 and 1.</param>
    public static double At(double chance)
    {
        if (chance > 1 - Tail)
            return -At(1 - chance);
        if (chance < Tail)
        {
            var q = Math.Sqrt(-2 * Math.Log(chance));
            return Horner(s_c, q) / Horner(s_d, q);
        }
        var middle = chance - 0.5;
        var square = middle * middle;
        return Horner(s_a, square) * middle / Horner(s_b, square);
    }

    static double Horner(double[] coefficients, double x)
    {
        var sum = 0.0;
        foreach (var coefficient in coefficients)
            sum = (sum * x) + coefficient;
        return sum;
    }
}
