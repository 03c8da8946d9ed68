using Quartz;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>When training runs: by the cron expression of the settings, and when it is asked for.</summary>
/// <remarks>The store knows when the latest run was, so that no table of the scheduler is needed to tell what was missed.</remarks>
/// <param name="schedulers">Quartz.</param>
/// <param name="store">The runs so far.</param>
/// <param name="options">The settings.</param>
/// <param name="clock">The clock.</param>
sealed class TrainingSchedule(ISchedulerFactory schedulers, ILeadStore store, ServiceOptions options, TimeProvider clock)
{
    static readonly TriggerKey ByCron = new("training-by-cron");

    /// <summary>The expression; null when there is no schedule.</summary>
    public string? Cron => options.TrainingCron.Length > 0 ? options.TrainingCron : null;

    /// <summary>Puts the schedule into force. A time that passed while the service was down is made up for once.</summary>
    public async Task StartAsync(CancellationToken stop)
    {
        if (Cron is null)
            return;
        var trigger = TriggerBuilder.Create()
            .WithIdentity(ByCron)
            .ForJob(TrainingJob.Key)
            .WithCronSchedule(Cron, cron => cron.InTimeZone(TimeZoneInfo.Utc))
            .Build();
        var scheduler = await schedulers.GetScheduler(stop);
        await scheduler.ScheduleJob(trigger, cancellationToken: stop);
        if (WasMissed((await store.ListRunsAsync(TrainingRunner.Job, limit: 1, stop)).FirstOrDefault(), Cron, clock.GetUtcNow()))
            await scheduler.TriggerJob(TrainingJob.Key, stop);
    }

    /// <summary>Whether the schedule had a time between the latest run and now.</summary>
    /// <remarks>
    /// A run that began and was interrupted counts as the latest one: a training that ends its process (by the memory that it
    /// takes, say) would otherwise begin again at every start.
    /// </remarks>
    public static bool WasMissed(JobRun? latest, string cron, DateTimeOffset now) =>
        latest is not null && CronTimes.IsAnyBetween(cron, latest.StartedAt, now);

    /// <summary>Starts a run that was reserved.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="stop">Gives up handing it over.</param>
    public async Task RunNowAsync(string runId, CancellationToken stop) =>
        await (await schedulers.GetScheduler(stop)).TriggerJob(TrainingJob.Key, new JobDataMap { [TrainingJob.RunId] = runId }, stop);

    /// <summary>When training runs next by the schedule; null when there is none.</summary>
    public async Task<DateTimeOffset?> NextRunAsync(CancellationToken stop) =>
        await (await schedulers.GetScheduler(stop)).GetTrigger(ByCron, stop) is { } trigger ? trigger.NextFireTimeUtc : null;
}
