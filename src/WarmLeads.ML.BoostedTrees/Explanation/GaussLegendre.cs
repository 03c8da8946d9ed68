namespace WarmLeads.ML.BoostedTrees;

/// <summary>Points and weights that integrate polynomials exactly.</summary>
/// <remarks>Source: Abramowitz and Stegun 25.4.29; points by Newton's method on the Legendre polynomial.</remarks>
static class GaussLegendre
{
    const int NewtonSteps = 100;

    /// <summary>Points that are enough for trees with that many features on a path, 1 or more.</summary>
    /// <remarks>K points integrate degree 2 K - 1, and d features make a polynomial of degree d - 1.</remarks>
    public static int PointsFor(int featureCount) => Math.Max(1, (featureCount + 1) / 2);

    /// <summary>Points in 0..1, and weights that add up to 1.</summary>
    public static (double[] Points, double[] Weights) OnUnitInterval(int count)
    {
        var (points, weights) = (new double[count], new double[count]);
        for (var k = 0; k < count; k++)
        {
            var x = PortableCosine(Math.PI * (k + 0.75) / (count + 0.5));
            var slope = 0.0;
            for (var step = 0; step < NewtonSteps; step++)
            {
                (var value, slope) = Legendre(count, x);
                var next = x - (value / slope);
                if (next == x)
                {
                    break;
                }

                x = next;
            }

            points[k] = (1 + x) / 2;
            weights[k] = 1 / ((1 - (x * x)) * slope * slope);
        }

        return (points, weights);
    }

    static (double Value, double Slope) Legendre(int degree, double x)
    {
        var (before, value) = (1.0, x);
        for (var n = 2; n <= degree; n++)
        {
            (before, value) = (value, ((((2 * n) - 1) * x * value) - ((n - 1) * before)) / n);
        }

        return (value, degree * ((x * value) - before) / ((x * x) - 1));
    }

    // Only a first guess, but the last bit of the outcome may hang on it, so it must not differ between machines.
    static double PortableCosine(double angle)
    {
        var (term, sum) = (1.0, 1.0);
        for (var n = 1; n <= 20; n++)
        {
            term *= -angle * angle / ((2 * n) * ((2 * n) - 1));
            sum += term;
        }

        return sum;
    }
}
