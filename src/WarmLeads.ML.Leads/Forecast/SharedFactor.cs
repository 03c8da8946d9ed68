namespace WarmLeads.ML.Leads;

/// <summary>A factor that the hazards of several leads have in common: a good or a bad period, an account that buys or does not.</summary>
/// <remarks>
/// Gamma distributed with mean 1, held as equally likely values (medians of equal parts, Wilson and Hilferty 1931, scaled to
/// mean 1). A lead's hazard is raised so that its chance, averaged over the factor, stays exactly what it was: the factor widens
/// the distribution of a sum and does not move its mean.
/// </remarks>
sealed class SharedFactor
{
    const int Steps = 60;

    readonly double[] _values;

    /// <summary>Spreads the factor over values.</summary>
    /// <param name="variation">Standard deviation, 0 to 2; the mean is 1.</param>
    /// <param name="count">How many values, 1 or more; with a variation of 0 there is one.</param>
    public SharedFactor(double variation, int count)
    {
        _values = variation > 0 ? new double[count] : [1.0];
        if (variation <= 0)
            return;
        var ninth = variation * variation / 9;
        for (var i = 0; i < count; i++)
        {
            var root = Math.Max(0, 1 - ninth + (NormalQuantile.At((i + 0.5) / count) * Math.Sqrt(ninth)));
            _values[i] = root * root * root;
        }
        var mean = _values.Average();
        for (var i = 0; i < count; i++)
            _values[i] /= mean;
    }

    /// <summary>The equally likely values, rising.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>The hazard that gives a chance on average over the factor.</summary>
    /// <param name="chance">0 or more and less than 1.</param>
    public double HazardFor(double chance)
    {
        if (chance <= 0)
            return 0;
        var hazard = -Math.Log(1 - chance);
        if (_values.Length == 1)
            return hazard;

        // The chance is concave in the hazard, so that Newton's steps from below do not jump over the answer.
        for (var step = 0; step < Steps; step++)
        {
            double miss = chance - 1, slope = 0;
            foreach (var value in _values)
            {
                var rest = Math.Exp(-value * hazard) / _values.Length;
                miss += rest;
                slope += value * rest;
            }
            var next = hazard + (miss / slope);
            if (!(next - hazard > 1e-15 * hazard))
                return hazard;
            hazard = next;
        }
        return hazard;
    }
}
