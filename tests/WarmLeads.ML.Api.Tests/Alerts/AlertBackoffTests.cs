using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api.Tests;

public sealed class AlertBackoffTests
{
    static readonly Alert First = new("m1", "w1", "a", "lead.hot", DateTimeOffset.UnixEpoch, "{}") { Attempts = 1 };

    [Fact]
    public void The_shipped_waits_reach_over_three_days()
    {
        var waits = new PoolOptions().Retries;
        Assert.Equal(9, waits.Count);
        Assert.InRange(waits.Sum(wait => wait.TotalDays), 3, 4);
    }

    [Fact]
    public void A_wait_is_at_most_a_tenth_off_and_always_the_same()
    {
        TimeSpan[] waits = [TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(1000)];
        for (var i = 0; i < 100; i++)
        {
            var wait = AlertBackoff.WaitAfter(First with { Id = $"m{i}" }, waits)!.Value;
            Assert.InRange(wait.TotalSeconds, 90, 110);
            Assert.Equal(wait, AlertBackoff.WaitAfter(First with { Id = $"m{i}" }, waits));
        }

        Assert.InRange(AlertBackoff.WaitAfter(First with { Attempts = 2 }, waits)!.Value.TotalSeconds, 900, 1100);
    }

    [Fact]
    public void After_the_last_attempt_there_is_no_other() => Assert.Null(AlertBackoff.WaitAfter(First with { Attempts = 3 }, [TimeSpan.Zero, TimeSpan.Zero]));
}
