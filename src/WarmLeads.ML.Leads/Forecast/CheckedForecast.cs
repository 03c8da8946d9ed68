namespace WarmLeads.ML.Leads;

/// <summary>A period that has passed, with what was expected of it and what came.</summary>
/// <param name="Period">What was expected.</param>
/// <param name="Conversions">How many of its leads converted in it.</param>
/// <param name="Value">What they were worth.</param>
public sealed record CheckedForecast(ForecastPeriod Period, int Conversions, double Value)
{
    /// <summary>Whether the conversions lay within the interval.</summary>
    public bool IsCovered => Period.Conversions.Low <= Conversions && Conversions <= Period.Conversions.High;

    /// <summary>Whether the value lay within the interval, to a millionth.</summary>
    public bool IsValueCovered
    {
        get
        {
            var room = 1e-6 * Math.Max(1, Math.Abs(Value));
            return Period.Value.Low <= Value + room && Value <= Period.Value.High + room;
        }
    }
}
