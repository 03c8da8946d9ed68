namespace WarmLeads.ML.Leads;

/// <summary>What the leads that are open at a moment are expected to bring.</summary>
/// <param name="AsOf">The moment.</param>
/// <param name="LeadCount">How many leads it is about; leads that come later are not in it.</param>
/// <param name="LeadsWithoutValue">How many of them have no value.</param>
/// <param name="Coverage">How often what comes should lie within the intervals, 0..1.</param>
/// <param name="PeriodVariation">How much the conversions of a period go up and down together, as a share of them.</param>
/// <param name="AccountVariation">How much the chances of colleagues go up and down together, as a share of them.</param>
/// <param name="Weeks">The weeks of the horizon; the last one ends with the horizon.</param>
/// <param name="Whole">The whole horizon.</param>
public sealed record PoolForecast(
    DateTimeOffset AsOf, int LeadCount, int LeadsWithoutValue, double Coverage, double PeriodVariation, double AccountVariation,
    IReadOnlyList<ForecastPeriod> Weeks, ForecastPeriod Whole);
