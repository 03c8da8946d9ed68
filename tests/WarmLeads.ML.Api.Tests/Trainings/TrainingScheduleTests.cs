using System.Collections.Specialized;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Storage;

namespace WarmLeads.ML.Api.Tests;

public sealed class TrainingScheduleTests : IDisposable
{
    const string EachMonday = "0 0 3 ? * MON";
    static readonly DateTimeOffset Tuesday = new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);

    readonly TemporaryFolder _folder = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(6.1, false)]
    [InlineData(6.2, true)]
    [InlineData(60, true)]
    public void A_time_of_the_schedule_since_the_latest_run_was_missed(double days, bool missed) =>
        Assert.Equal(missed, TrainingSchedule.WasMissed(new JobRun("r", TrainingRunner.Job, Tuesday, JobStatus.Interrupted), EachMonday, Tuesday.AddDays(days)));

    [Fact]
    public void Before_the_first_run_nothing_was_missed() => Assert.False(TrainingSchedule.WasMissed(null, EachMonday, Tuesday));

    [Theory]
    [InlineData(20, 2)]
    [InlineData(3, 1)]
    public async Task A_training_that_was_missed_while_the_service_was_down_begins_with_its_start_once(double daysDown, int triggers)
    {
        await using var store = new SqliteLeadStore(_folder["leads.db"]);
        await store.InitializeAsync(Stop);
        await store.PutRunAsync(new JobRun("older", TrainingRunner.Job, Tuesday.AddDays(-30), JobStatus.Published), Stop);
        await store.PutRunAsync(new JobRun("newer", TrainingRunner.Job, Tuesday, JobStatus.Published), Stop);

        // A scheduler that was not started keeps what it was told to do.
        var parts = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
        parts.AddLogging();
        parts.AddQuartz(
            new NameValueCollection { ["quartz.scheduler.instanceName"] = $"missed-{daysDown}" },
            quartz => quartz.AddJob<TrainingJob>(job => job.WithIdentity(TrainingJob.Key).StoreDurably()));
        await using var services = parts.BuildServiceProvider();
        var schedulers = services.GetRequiredService<ISchedulerFactory>();
        var scheduler = await schedulers.GetScheduler(Stop);
        var options = new ServiceOptions { TrainingCron = EachMonday };
        await new TrainingSchedule(schedulers, store, options, new SetClock(Tuesday.AddDays(daysDown))).StartAsync(Stop);

        Assert.Equal(triggers, (await scheduler.GetTriggersOfJob(TrainingJob.Key, Stop)).Count);
        await scheduler.Shutdown(cancellationToken: Stop);
    }
}
