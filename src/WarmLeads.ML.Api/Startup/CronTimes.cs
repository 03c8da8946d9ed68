using Quartz;

namespace WarmLeads.ML.Api;

/// <summary>The times of a cron expression, in UTC.</summary>
static class CronTimes
{
    /// <summary>Whether a time of the expression lies after one moment and not after another.</summary>
    public static bool IsAnyBetween(string cron, DateTimeOffset after, DateTimeOffset until) =>
        TriggerBuilder.Create().StartAt(after).WithCronSchedule(cron, how => how.InTimeZone(TimeZoneInfo.Utc)).Build().GetFireTimeAfter(after) <= until;
}
