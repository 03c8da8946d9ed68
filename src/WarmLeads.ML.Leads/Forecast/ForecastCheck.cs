namespace WarmLeads.ML.Leads;

/// <summary>How forecasts of periods that have passed turned out.</summary>
public sealed record ForecastCheck
{
    // As if so many periods had been seen that vary as is stated, before the first one is checked.
    const double StatedPeriods = 8;

    /// <summary>The periods, oldest first.</summary>
    public required IReadOnlyList<CheckedForecast> Periods { get; init; }

    /// <summary>In how many of them the conversions lay within the interval.</summary>
    public required WilsonInterval Conversions { get; init; }

    /// <summary>In how many of them the value lay within the interval.</summary>
    public required WilsonInterval Value { get; init; }

    /// <summary>Conversions that came over conversions that were expected, in all of them; null when none were expected.</summary>
    public required double? Ratio { get; init; }

    /// <summary>
    /// How much the conversions of a period go up and down together, as a share of them: what the periods scattered more than
    /// independent leads would, mixed with the stated variation as if that had been seen in 8 periods.
    /// </summary>
    public required double Variation { get; init; }

    /// <summary>Checks periods.</summary>
    /// <param name="periods">Periods that have passed.</param>
    /// <param name="statedVariation">The variation that is believed without any period.</param>
    public static ForecastCheck Of(IEnumerable<CheckedForecast> periods, double statedVariation)
    {
        var all = periods.OrderBy(period => period.Period.From).ThenBy(period => period.Period.To).ToList();
        double expected = 0, came = 0, excess = 0, squares = 0;
        foreach (var (period, conversions, _) in all)
        {
            var (mean, deviation) = (period.Conversions.Expected, period.Conversions.IndependentDeviation);
            expected += mean;
            came += conversions;
            excess += ((conversions - mean) * (conversions - mean)) - (deviation * deviation);
            squares += mean * mean;
        }
        var stated = statedVariation * statedVariation;
        var seen = squares > 0 ? Math.Max(0, excess / squares) : stated;
        return new ForecastCheck
        {
            Periods = all,
            Conversions = WilsonInterval.From(all.Count(period => period.IsCovered), all.Count),
            Value = WilsonInterval.From(all.Count(period => period.IsValueCovered), all.Count),
            Ratio = expected > 0 ? came / expected : null,
            Variation = Math.Min(2, Math.Sqrt(((all.Count * seen) + (StatedPeriods * stated)) / (all.Count + StatedPeriods))),
        };
    }
}
