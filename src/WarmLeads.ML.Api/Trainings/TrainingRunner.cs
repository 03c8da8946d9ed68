using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Api;

/// <summary>Keeps account of training runs: one at a time, each stored from its start to its end whatever becomes of it.</summary>
/// <remarks>A run that fails, is stopped or dies with its process leaves the model in use as it was.</remarks>
sealed class TrainingRunner(
    ILeadStore store, Retraining retraining, ModelPool pool, PoolSweeper sweeper, ModelChanges changes, ServiceConsole console,
    TimeProvider clock, ServiceOptions options, IHostApplicationLifetime lifetime, ILogger<TrainingRunner> log)
{
    /// <summary>The name of the job's runs in the store.</summary>
    public const string Job = "training";

    volatile JobRun? _current;

    /// <summary>The run that is reserved or under way; null when there is none.</summary>
    public JobRun? Current => _current;

    /// <summary>A run as it is now: the one under way is ahead of what the store knows.</summary>
    public JobRun Newest(JobRun stored) => _current is { } current && current.Id == stored.Id ? current : stored;

    /// <summary>Ends the runs whose process died before they did.</summary>
    public async Task CloseInterruptedAsync(CancellationToken stop)
    {
        foreach (var run in await store.ListRunsAsync(Job, int.MaxValue, stop))
        {
            if (run.Status != JobStatus.Running)
                continue;
            // It may have died after its model was published and before it could say so.
            var published = pool.Find(options.ModelName) is { } model && model.TrainedAt >= run.StartedAt ? model : null;
            await store.PutRunAsync(run with
            {
                Status = published is null ? JobStatus.Interrupted : JobStatus.Published,
                FinishedAt = clock.GetUtcNow(),
                Message = published is null
                    ? "The service ended before the run did; the model in use stayed as it was."
                    : $"Version {published.Version} was published; the service ended before the run was complete.",
            }, stop);
        }
    }

    /// <summary>Reserves the one place for a run and stores it as running; <see cref="RunAsync"/> or <see cref="GiveUpAsync"/> must follow.</summary>
    /// <returns>The run; null when the model is being trained or changed already.</returns>
    public async Task<JobRun?> TryReserveAsync(TrainingCause cause, CancellationToken stop)
    {
        if (!changes.TryEnter())
            return null;
        try
        {
            var now = clock.GetUtcNow();
            var details = new TrainingDetails { Cause = cause, ModelName = options.ModelName };
            var run = new JobRun(Guid.CreateVersion7(now).ToString("N"), Job, now, JobStatus.Running)
            {
                Message = "Waiting to begin.",
                DetailsJson = TrainingAnswer.Write(details),
            };
            await store.PutRunAsync(run, stop);
            return _current = run;
        }
        catch
        {
            changes.Leave();
            throw;
        }
    }

    /// <summary>Trains, and scores the pool with what is then in use; returns the run as it ended. Only a failure to store the run is thrown.</summary>
    /// <param name="reserved">The run that was reserved.</param>
    /// <param name="stop">Stops the run; so does the end of the service.</param>
    public async Task<JobRun> RunAsync(JobRun reserved, CancellationToken stop)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop, lifetime.ApplicationStopping);
        try
        {
            console.Line($"Training model '{options.ModelName}', at most about {options.BudgetSeconds:0} s:");
            var result = await retraining.RunAsync(TrainingAnswer.From(reserved).Details!, step => Report(reserved, step), stopping.Token);
            // Stored before the pool is scored: from here on the run has its result, whatever happens to the list.
            var judged = reserved with { Status = result.Status, Message = result.Message, DetailsJson = TrainingAnswer.Write(result.Details) };
            await store.PutRunAsync(judged with { FinishedAt = clock.GetUtcNow() }, CancellationToken.None);
            return await ScorePoolAsync(judged, result.Details, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return await EndAsync(reserved, JobStatus.Interrupted, "The service was stopped meanwhile; the model in use stayed as it was.");
        }
        catch (Exception problem) when (problem is InvalidDataException or ArgumentException or IOException)
        {
            // The exceptions that carry a sentence for the user.
            return await EndAsync(reserved, JobStatus.Failed, problem.Message);
        }
        catch (Exception problem)
        {
            return await GiveUpAsync(reserved, problem);
        }
    }

    // A held model is no reason to leave the list old: the one in use scores it again as of now.
    async Task<JobRun> ScorePoolAsync(JobRun judged, TrainingDetails details, CancellationToken stop)
    {
        if (pool.Find(options.ModelName) is not { } model)
            return await EndAsync(judged, judged.Status, judged.Message);
        try
        {
            Report(judged, new TrainingStep("Scoring", 1, "the open leads"));
            var sweep = await sweeper.SweepAsync(model, stop);
            return await EndAsync(
                judged with { DetailsJson = TrainingAnswer.Write(details with { LeadsScored = sweep.LeadCount }) }, judged.Status,
                $"{judged.Message} {sweep.LeadCount} open leads were scored with version {model.Version}.");
        }
        catch (Exception problem)
        {
            if (!stop.IsCancellationRequested)
                log.LogError(problem, "The pool could not be scored after training {Run}.", judged.Id);
            return await EndAsync(judged, judged.Status, $"{judged.Message} The ranked list is still the one before: the pool was not scored to its end.");
        }
    }

    /// <summary>Ends a run that failed by a fault of ours.</summary>
    public Task<JobRun> GiveUpAsync(JobRun run, Exception problem)
    {
        log.LogError(problem, "Training {Run} failed.", run.Id);
        return EndAsync(run, JobStatus.Failed, $"The training failed by a fault of the service; its log has the details under run {run.Id}.");
    }

    void Report(JobRun reserved, TrainingStep step)
    {
        _current = reserved with { Progress = Math.Clamp(step.Fraction, 0, 1), Message = step.Message };
        if (!lifetime.ApplicationStopping.IsCancellationRequested)
            console.Progress(step.Phase, step.Fraction, $"{step.Phase}: {step.Message}");
    }

    async Task<JobRun> EndAsync(JobRun run, JobStatus status, string message)
    {
        var ended = run with
        {
            Status = status,
            Message = message,
            FinishedAt = clock.GetUtcNow(),
            Progress = status is JobStatus.Published or JobStatus.Held ? 1 : (_current ?? run).Progress,
        };
        try
        {
            await store.PutRunAsync(ended, CancellationToken.None);
        }
        finally
        {
            _current = null;
            changes.Leave();
        }

        console.Line(message);
        return ended;
    }
}
