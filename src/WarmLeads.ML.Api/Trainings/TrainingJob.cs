using Quartz;

namespace WarmLeads.ML.Api;

/// <summary>The job that Quartz starts: a run that a request reserved, or one of its own by the schedule.</summary>
/// <param name="runner">Trains.</param>
/// <param name="log">Told of a schedule that comes while a run is under way.</param>
[DisallowConcurrentExecution]
sealed class TrainingJob(TrainingRunner runner, ILogger<TrainingJob> log) : IJob
{
    /// <summary>The job's name in Quartz.</summary>
    public static readonly JobKey Key = new("training");

    /// <summary>The entry of the job's data that names the run a request reserved.</summary>
    public const string RunId = "run";

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var run = context.MergedJobDataMap.TryGetString(RunId, out _)
            ? runner.Current
            : await runner.TryReserveAsync(TrainingCause.Schedule, cancellationToken);
        if (run is null)
            log.LogWarning("The schedule asked for a training while one was under way; the schedule's next time stands.");
        else
            await runner.RunAsync(run, cancellationToken);
    }
}
