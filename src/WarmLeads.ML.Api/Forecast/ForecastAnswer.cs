using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>What the open leads are expected to bring, and how earlier forecasts turned out.</summary>
/// <param name="Forecast">Expected conversions and value by week, with intervals.</param>
/// <param name="HorizonDays">The days that it reaches.</param>
/// <param name="LeftOut">Open leads that have no chance, because they were never scored or object to profiling.</param>
/// <param name="ByState">Expected conversions of the whole horizon by the state that leads are in now.</param>
/// <param name="Checked">Weeks that earlier forecasts were about and that have passed: what was expected, what came, how often the interval held.</param>
/// <param name="CheckedHorizons">The same for whole horizons.</param>
/// <param name="Levels">By how much the figures of each week are raised or lowered, because more or less came of earlier forecasts than the chances added up to.</param>
/// <param name="Model">The model whose chances they are.</param>
sealed record ForecastAnswer(
    PoolForecast Forecast, int HorizonDays, long LeftOut, IReadOnlyList<ExpectedOfState> ByState, ForecastCheck Checked, ForecastCheck CheckedHorizons,
    IReadOnlyList<WeekLevel> Levels, ModelReference Model);
