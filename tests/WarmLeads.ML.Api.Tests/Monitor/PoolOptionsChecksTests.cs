namespace WarmLeads.ML.Api.Tests;

public sealed class PoolOptionsChecksTests
{
    [Fact]
    public void The_shipped_settings_are_in_order() => Assert.Empty(PoolOptionsChecks.Problems(new PoolOptions()));

    [Fact]
    public void Each_setting_that_cannot_be_used_is_named_with_what_to_give()
    {
        var wrong = new PoolOptions
        {
            SweepCron = "daily",
            SweepsKept = 0,
            ScoreDays = 0,
            AlertDebounceSeconds = -1,
            AlertTimeoutSeconds = 0,
            AlertRetrySeconds = "5,soon",
            AlertDays = 0,
            HandoffAnswerHours = 0,
        };
        Assert.Equal(
            [
                "Setting Pool:SweepCron is 'daily', which is no Quartz cron expression; give one such as '0 15 0/6 * * ?' (every six hours), or nothing for no schedule.",
                "Setting Pool:SweepsKept is 0; give 1 to 10000.",
                "Setting Pool:ScoreDays is 0; give 1 to 10000.",
                "Setting Pool:AlertDebounceSeconds is -1; give 0 to 86400.",
                "Setting Pool:AlertTimeoutSeconds is 0; give 0.1 to 60.",
                "Setting Pool:AlertRetrySeconds is '5,soon'; give seconds from 0 to 604800 with commas between them, such as 5,300,1800.",
                "Setting Pool:AlertDays is 0; give 1 to 10000.",
                "Setting Pool:HandoffAnswerHours is 0; give more than 0, up to 8760.",
            ], PoolOptionsChecks.Problems(wrong));
    }
}
