using Quartz;

namespace WarmLeads.ML.Api;

/// <summary>When training runs: by the cron expression of the settings, and when it is asked for.</summary>
/// <param name="schedulers">Quartz.</param>
/// <param name="options">The settings.</param>
sealed class TrainingSchedule(ISchedulerFactory schedulers, ServiceOptions options)
{
    static readonly TriggerKey ByCron = new("training-by-cron");

    /// <summary>The expression; null when there is no schedule.</summary>
    public string? Cron => options.TrainingCron.Length > 0 ? options.TrainingCron : null;

    /// <summary>Puts the schedule into force. A time that passed while the service was down is not made up for.</summary>
    public async Task StartAsync(CancellationToken stop)
    {
        if (Cron is null)
            return;
        var trigger = TriggerBuilder.Create()
            .WithIdentity(ByCron)
            .ForJob(TrainingJob.Key)
            .WithCronSchedule(Cron, cron => cron.InTimeZone(TimeZoneInfo.Utc))
            .Build();
        await (await schedulers.GetScheduler(stop)).ScheduleJob(trigger, cancellationToken: stop);
    }

    /// <summary>Starts a run that was reserved.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="stop">Gives up handing it over.</param>
    public async Task RunNowAsync(string runId, CancellationToken stop) =>
        await (await schedulers.GetScheduler(stop)).TriggerJob(TrainingJob.Key, new JobDataMap { [TrainingJob.RunId] = runId }, stop);

    /// <summary>When training runs next by the schedule; null when there is none.</summary>
    public async Task<DateTimeOffset?> NextRunAsync(CancellationToken stop) =>
        await (await schedulers.GetScheduler(stop)).GetTrigger(ByCron, stop) is { } trigger ? trigger.NextFireTimeUtc : null;
}
