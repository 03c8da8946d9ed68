using Quartz;

namespace WarmLeads.ML.Api;

/// <summary>Says what is wrong with the settings of the pool.</summary>
static class PoolOptionsChecks
{
    /// <summary>One sentence for each setting that cannot be used.</summary>
    public static IEnumerable<string> Problems(PoolOptions options)
    {
        if (options.SweepCron.Length > 0 && !CronExpression.TryParse(options.SweepCron, out _))
            yield return $"Setting Pool:SweepCron is '{options.SweepCron}', which is no Quartz cron expression; give one such as '0 15 0/6 * * ?' (every six hours), or nothing for no schedule.";
        if (options.SweepsKept is < 1 or > 10_000)
            yield return $"Setting Pool:SweepsKept is {options.SweepsKept}; give 1 to 10000.";
        if (options.ScoreDays is < 1 or > 10_000)
            yield return $"Setting Pool:ScoreDays is {options.ScoreDays}; give 1 to 10000.";
        if (!(options.AlertDebounceSeconds is >= 0 and <= 86_400))
            yield return $"Setting Pool:AlertDebounceSeconds is {options.AlertDebounceSeconds}; give 0 to 86400.";
        if (!(options.AlertTimeoutSeconds is >= 0.1 and <= 60))
            yield return $"Setting Pool:AlertTimeoutSeconds is {options.AlertTimeoutSeconds}; give 0.1 to 60.";
        if (AlertRetryText.Parse(options.AlertRetrySeconds) is null)
            yield return $"Setting Pool:AlertRetrySeconds is '{options.AlertRetrySeconds}'; give seconds from 0 to 604800 with commas between them, such as 5,300,1800.";
        if (options.AlertDays is < 1 or > 10_000)
            yield return $"Setting Pool:AlertDays is {options.AlertDays}; give 1 to 10000.";
        if (!(options.HandoffAnswerHours is > 0 and <= 8_760))
            yield return $"Setting Pool:HandoffAnswerHours is {options.HandoffAnswerHours}; give more than 0, up to 8760.";
    }
}
