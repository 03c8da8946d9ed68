using Quartz;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>The job that Quartz starts by the schedule: a sweep of the pool.</summary>
[DisallowConcurrentExecution]
sealed class SweepJob(PoolSweeper sweeper, ModelPool models, ServiceOptions options, ServiceConsole console, ILogger<SweepJob> log) : IJob
{
    /// <summary>The job's name in Quartz.</summary>
    public static readonly JobKey Key = new("sweep");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (models.Find(options.ModelName) is not { } model)
        {
            log.LogWarning("The pool was not swept because there is no model yet.");
            return;
        }

        var sweep = await sweeper.SweepAsync(model, cancellationToken);
        console.Line($"Looked at the whole pool: {sweep.LeadCount} open leads scored with {model.Name} {model.Version}.");
    }
}
