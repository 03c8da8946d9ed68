namespace WarmLeads.ML.Leads;

/// <summary>What is expected in a period.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="To">The instant that it ends before.</param>
/// <param name="Conversions">How many leads convert.</param>
/// <param name="Value">What they are worth together; leads of unknown value count nothing.</param>
public sealed record ForecastPeriod(DateTimeOffset From, DateTimeOffset To, ForecastFigure Conversions, ForecastFigure Value)
{
    /// <summary>The conversions that the chances of the leads add up to, before the level of earlier forecasts raised or lowered them; null when none did.</summary>
    public double? Unlevelled { get; init; }
}
