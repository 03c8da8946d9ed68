using System.Globalization;

namespace WarmLeads.ML.Leads;

/// <summary>How forecasts of periods that have passed turned out.</summary>
public sealed record ForecastCheck
{
    // As if so many periods had been seen that vary as is stated, before the first one is checked.
    const double StatedPeriods = 8;

    // As if so many conversions had been expected and had come, before the first period is checked.
    const double StatedConversions = 20;

    /// <summary>The periods, oldest first.</summary>
    public required IReadOnlyList<CheckedForecast> Periods { get; init; }

    /// <summary>In how many of them the conversions lay within the interval.</summary>
    public required WilsonInterval Conversions { get; init; }

    /// <summary>In how many of them the value lay within the interval.</summary>
    public required WilsonInterval Value { get; init; }

    /// <summary>Conversions that came over conversions that were expected, in all of them; null when none were expected.</summary>
    public required double? Ratio { get; init; }

    /// <summary>
    /// How many times as many conversions come as the chances add up to: what came over what was expected before any level, as if 20
    /// conversions had been expected and come besides. 1 without periods. (The mean of a gamma posterior on a Poisson rate.)
    /// </summary>
    public required double Level { get; init; }

    /// <summary>
    /// How much the conversions of a period go up and down together, as a share of them: what the periods scattered about their level
    /// more than independent leads would, mixed with the stated variation as if that had been seen in 8 large periods. A small
    /// period, in which chance alone scatters much, says less than a large one.
    /// </summary>
    public required double Variation { get; init; }

    /// <summary>What the level says, in one sentence; null when it changes a figure by less than 5 %.</summary>
    public string? LevelInWords => Math.Abs(Level - 1) < 0.05 || Expected is not { } expected ? null : Text(
        $"Of earlier forecasts {Came} conversions came where the chances added up to {expected:0.#}; figures are {(Level > 1 ? "raised" : "lowered")} to {Level:0.00} times.");

    // Conversions that came, and those that the chances added up to; null without periods.
    int Came => Periods.Sum(period => period.Conversions);

    double? Expected => Periods.Count == 0 ? null : Periods.Sum(period => Unlevelled(period.Period));

    /// <summary>Checks periods.</summary>
    /// <param name="periods">Periods that have passed.</param>
    /// <param name="statedVariation">The variation that is believed without any period.</param>
    public static ForecastCheck Of(IEnumerable<CheckedForecast> periods, double statedVariation)
    {
        var all = periods.OrderBy(period => period.Period.From).ThenBy(period => period.Period.To).ToList();
        var came = all.Sum(period => period.Conversions);
        var (expected, unlevelled) = (all.Sum(period => period.Period.Conversions.Expected), all.Sum(period => Unlevelled(period.Period)));
        var level = (StatedConversions + came) / (StatedConversions + unlevelled);
        return new ForecastCheck
        {
            Periods = all,
            Conversions = WilsonInterval.From(all.Count(period => period.IsCovered), all.Count),
            Value = WilsonInterval.From(all.Count(period => period.IsValueCovered), all.Count),
            Ratio = expected > 0 ? came / expected : null,
            Level = level,
            Variation = VariationOf(all, level, statedVariation),
        };
    }

    static double VariationOf(List<CheckedForecast> periods, double level, double statedVariation)
    {
        double excess = 0, squares = 0;
        foreach (var (period, conversions, _) in periods)
        {
            var figure = period.Conversions;
            var mean = level * Unlevelled(period);
            var variance = figure.Expected > 0 ? figure.IndependentDeviation * figure.IndependentDeviation * mean / figure.Expected : 0;
            excess += ((conversions - mean) * (conversions - mean)) - variance;
            squares += mean * mean;
        }
        var stated = statedVariation * statedVariation;
        var seen = squares > 0 ? Math.Max(0, excess / squares) : stated;

        // The squared deviation of a period of mean m has twice the square of v + 1/m as its variance, with v the squared variation.
        var (weight, variation) = (0.0, Math.Max(stated, seen));
        foreach (var mean in periods.Select(period => level * Unlevelled(period.Period)).Where(mean => mean > 0))
        {
            var share = variation > 0 ? variation / (variation + (1 / mean)) : 1;
            weight += share * share;
        }
        return Math.Min(2, Math.Sqrt(((weight * seen) + (StatedPeriods * stated)) / (weight + StatedPeriods)));
    }

    static double Unlevelled(ForecastPeriod period) => period.Unlevelled ?? period.Conversions.Expected;

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
