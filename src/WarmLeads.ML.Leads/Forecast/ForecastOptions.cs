namespace WarmLeads.ML.Leads;

/// <summary>How a forecast is made.</summary>
public sealed record ForecastOptions
{
    /// <summary>How often what comes should lie within the interval, above 0 and below 1.</summary>
    public double Coverage { get; init; } = 0.8;

    /// <summary>
    /// How much all conversions of a period go up and down together, as a share of them, 0 to 2: season, campaigns, the market.
    /// Stated until enough forecasts have been checked, then measured (<see cref="ForecastCheck.Variation"/>).
    /// </summary>
    public double PeriodVariation { get; init; } = 0.15;

    /// <summary>How much the chances of colleagues at one account go up and down together, as a share of them, 0 to 2.</summary>
    public double AccountVariation { get; init; } = 0.5;

    /// <summary>
    /// By how much the hazards of each week are raised or lowered, the first week first, each above 0 (<see cref="ForecastCheck.Level"/>); weeks beyond
    /// are taken as they are.
    /// </summary>
    public IReadOnlyList<double> Levels { get; init; } = [];

    /// <summary>Refuses what is out of range.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range; the message says which.</exception>
    public void Check()
    {
        if (!(Coverage is > 0 and < 1))
            throw new ArgumentException($"{nameof(Coverage)} is {Coverage}; choose a number between 0 and 1.");
        if (!(PeriodVariation is >= 0 and <= 2))
            throw new ArgumentException($"{nameof(PeriodVariation)} is {PeriodVariation}; choose a number from 0 to 2.");
        if (Levels.Any(level => !(level > 0 && double.IsFinite(level))))
            throw new ArgumentException($"{nameof(Levels)} has a level that is not above 0; leave it out or give 1.");
        if (!(AccountVariation is >= 0 and <= 2))
            throw new ArgumentException($"{nameof(AccountVariation)} is {AccountVariation}; choose a number from 0 to 2.");
    }
}
