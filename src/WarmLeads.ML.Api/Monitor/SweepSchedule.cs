using Quartz;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>When the pool is swept. A time that passed while the service was down is made up for at its start.</summary>
/// <remarks>The store knows when the latest sweep was, so that no table of the scheduler is needed to tell what was missed.</remarks>
sealed class SweepSchedule(ISchedulerFactory schedulers, ILeadStore store, ServiceOptions options, TimeProvider clock)
{
    static readonly TriggerKey ByCron = new("sweep-by-cron");

    /// <summary>Puts the schedule into force.</summary>
    public async Task StartAsync(CancellationToken stop)
    {
        if (options.Pool.SweepCron.Length == 0)
            return;
        var scheduler = await schedulers.GetScheduler(stop);
        await scheduler.ScheduleJob(
            TriggerBuilder.Create().WithIdentity(ByCron).ForJob(SweepJob.Key)
                .WithCronSchedule(options.Pool.SweepCron, cron => cron.InTimeZone(TimeZoneInfo.Utc)).Build(), cancellationToken: stop);
        if (WasMissed(await store.FindLatestSweepAsync(options.ModelName, stop), options.Pool.SweepCron, clock.GetUtcNow()))
            await scheduler.TriggerJob(SweepJob.Key, stop);
    }

    /// <summary>Whether the schedule had a time between the latest sweep and now.</summary>
    public static bool WasMissed(ScoreSweep? latest, string cron, DateTimeOffset now) =>
        latest is not null && CronTimes.IsAnyBetween(cron, latest.Cutoff, now);
}
