using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Reports;

/// <summary>What the page of the forecast shows.</summary>
/// <param name="Forecast">The forecast.</param>
/// <param name="HorizonDays">The days that it reaches.</param>
/// <param name="Checked">Weeks of earlier forecasts that have passed.</param>
/// <param name="ModelName">The model whose chances they are.</param>
/// <param name="ModelVersion">Its version.</param>
/// <param name="Links">Links at the head of the page.</param>
public sealed record ForecastPage(
    PoolForecast Forecast, int HorizonDays, ForecastCheck Checked, string ModelName, string ModelVersion, IReadOnlyList<PageLink> Links);
