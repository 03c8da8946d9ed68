using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>Keeps one forecast a day, so that it can be checked when its days have passed.</summary>
/// <param name="forecasts">Makes it.</param>
/// <param name="log">Keeps it.</param>
/// <param name="pool">The models in use.</param>
/// <param name="readiness">Whether the service is ready.</param>
/// <param name="options">The settings: which model.</param>
/// <param name="clock">The clock.</param>
/// <param name="events">Where a failure is written to.</param>
sealed class ForecastKeeper(
    PoolForecasts forecasts, ForecastLog log, ModelPool pool, Readiness readiness, ServiceOptions options, TimeProvider clock, ILogger<ForecastKeeper> events)
    : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    /// <summary>Keeps the day's forecast when there is none yet and there are leads to forecast.</summary>
    /// <returns>Whether one was kept.</returns>
    public async Task<bool> KeepAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (pool.Find(options.ModelName) is not { HorizonDays: not null } model || await log.HasAsync(model.Name, now, stop))
            return false;
        var answer = await forecasts.ForecastAsync(model, now, stop);
        if (answer.Forecast.LeadCount == 0)
            return false;
        await log.KeepAsync(model.Name, answer.Forecast, stop);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Stopped while it waits, the service has nothing to say.
            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested || readiness.Reason is not null)
                continue;
            try
            {
                await KeepAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                events.LogError(problem, "The day's forecast could not be kept; it is tried again in ten minutes.");
            }
        }
    }
}
