namespace WarmLeads.ML.Leads;

/// <summary>What is expected of a sum, and where it should lie.</summary>
/// <param name="Expected">The mean.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="IndependentLow">Lower end if every lead decided for itself, whatever the period and its colleagues: exact for counts.</param>
/// <param name="IndependentHigh">Upper end if every lead decided for itself.</param>
/// <param name="IndependentDeviation">Standard deviation if every lead decided for itself.</param>
public sealed record ForecastFigure(
    double Expected, double Low, double High, double IndependentLow, double IndependentHigh, double IndependentDeviation);
