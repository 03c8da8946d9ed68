namespace WarmLeads.ML.Leads;

/// <summary>What is expected in a period.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="To">The instant that it ends before.</param>
/// <param name="Conversions">How many leads convert.</param>
/// <param name="Value">What they are worth together; leads of unknown value count nothing.</param>
public sealed record ForecastPeriod(DateTimeOffset From, DateTimeOffset To, ForecastFigure Conversions, ForecastFigure Value);
