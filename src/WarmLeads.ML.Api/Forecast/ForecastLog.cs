using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Forecasts as they were made, one a day for each model, and what came of them.</summary>
/// <remarks>They are kept among the runs of jobs, under job `forecast`.</remarks>
/// <param name="store">The store.</param>
sealed class ForecastLog(IPoolStore store)
{
    const string Job = "forecast";
    const int MostChecked = 400, DaysPerWeek = 7;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Whether the day's forecast of a model is kept already.</summary>
    public async Task<bool> HasAsync(string modelName, DateTimeOffset now, CancellationToken stop) =>
        await store.FindRunAsync(IdOf(modelName, now), stop) is not null;

    /// <summary>Keeps a forecast, the first one of its day.</summary>
    public async Task KeepAsync(string modelName, PoolForecast forecast, CancellationToken stop)
    {
        if (await HasAsync(modelName, forecast.AsOf, stop))
            return;
        await store.PutRunAsync(
            new JobRun(IdOf(modelName, forecast.AsOf), Job, forecast.AsOf, JobStatus.Published)
            {
                FinishedAt = forecast.AsOf,
                Progress = 1,
                Message = FormattableString.Invariant($"{forecast.Whole.Conversions.Expected:0.#} conversions are expected of {forecast.LeadCount} leads."),
                DetailsJson = JsonSerializer.Serialize(new Kept(modelName, forecast), Json),
            }, stop);
    }

    /// <summary>Checks the forecasts of a model whose periods have passed; periods that overlap an earlier one are left out.</summary>
    /// <param name="modelName">The model.</param>
    /// <param name="now">The moment.</param>
    /// <param name="statedVariation">The variation that is believed before any was seen.</param>
    /// <param name="stop">Stops the queries.</param>
    /// <returns>The whole weeks of the forecasts, the first one, the second one… each by itself, at least the first; and the whole horizons.</returns>
    public async Task<(IReadOnlyList<ForecastCheck> Weeks, ForecastCheck Horizons)> CheckAsync(
        string modelName, DateTimeOffset now, double statedVariation, CancellationToken stop)
    {
        var kept = (await store.ListRunsAsync(Job, MostChecked, stop))
            .Select(run => run.DetailsJson is { } text ? JsonSerializer.Deserialize<Kept>(text, Json) : null)
            .OfType<Kept>().Where(item => item.ModelName == modelName).Select(item => item.Forecast).OrderBy(forecast => forecast.AsOf).ToList();
        var longest = kept.Count == 0 ? 0 : kept.Max(forecast => forecast.Weeks.Count);
        var weeks = Enumerable.Range(0, Math.Max(1, longest)).Select(week => Apart(
            kept.Where(forecast => week < forecast.Weeks.Count).Select(forecast => (forecast, forecast.Weeks[week])).Where(item => IsWhole(item.Item2)), now)).ToList();
        var wholes = Apart(kept.Select(forecast => (forecast, forecast.Whole)), now);
        if (wholes.Count + weeks.Sum(week => week.Count) == 0)
            return ([ForecastCheck.Of([], statedVariation)], ForecastCheck.Of([], statedVariation));

        var ends = (await store.ListEndsAsync(kept[0].AsOf, now, stop)).Where(end => end.Outcome.Kind == OutcomeKind.Converted).ToList();
        var consents = await store.FindConsentsAsync([.. ends.Select(end => end.Lead.Id)], stop);
        return ([.. weeks.Select(week => ForecastCheck.Of(week.Select(Check), statedVariation))], ForecastCheck.Of(wholes.Select(Check), statedVariation));

        // Of the leads that the forecast was about: not of those that came later, nor of those that objected to profiling by then.
        CheckedForecast Check((PoolForecast Forecast, ForecastPeriod Period) item)
        {
            var asOf = item.Forecast.AsOf;
            var came = ends.Where(end => end.WasInPoolAt(asOf) && item.Period.From <= end.Outcome.OccurredAt && end.Outcome.OccurredAt < item.Period.To
                && !(consents.GetValueOrDefault(end.Lead.Id)?.ProfilingObjection is { Holds: true } objection && objection.At <= asOf)).ToList();
            return new CheckedForecast(item.Period, came.Count, came.Sum(end => end.Lead.Value ?? 0));
        }
    }

    static bool IsWhole(ForecastPeriod week) => week.To - week.From == TimeSpan.FromDays(DaysPerWeek);

    // What two overlapping periods say is said of the same days: it would count twice.
    static List<(PoolForecast Forecast, ForecastPeriod Period)> Apart(IEnumerable<(PoolForecast Forecast, ForecastPeriod Period)> items, DateTimeOffset now)
    {
        var apart = new List<(PoolForecast, ForecastPeriod)>();
        var until = DateTimeOffset.MinValue;
        foreach (var item in items)
        {
            if (item.Period.From < until || item.Period.To > now)
                continue;
            apart.Add(item);
            until = item.Period.To;
        }

        return apart;
    }

    static string IdOf(string modelName, DateTimeOffset now) => FormattableString.Invariant($"forecast-{modelName}-{now.UtcDateTime:yyyy-MM-dd}");

    sealed record Kept(string ModelName, PoolForecast Forecast);
}
