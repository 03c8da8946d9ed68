namespace WarmLeads.ML.Leads;

/// <summary>One run of a job such as retraining, as the store keeps it.</summary>
/// <param name="Id">Unique id of the run.</param>
/// <param name="Job">The job's name: `training`.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Status">Where it stands.</param>
public sealed record JobRun(string Id, string Job, DateTimeOffset StartedAt, JobStatus Status)
{
    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What it is doing, or how it ended, in one sentence.</summary>
    public string Message { get; init; } = "";

    /// <summary>How much is done, 0..1.</summary>
    public double Progress { get; init; }

    /// <summary>What the job reports of itself, as JSON; null when there is nothing.</summary>
    public string? DetailsJson { get; init; }
}
