using System.Text.Json;
using System.Text.Json.Serialization;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>One training run.</summary>
sealed record TrainingAnswer
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The run's id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands: running, published, held, failed or interrupted.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How much is done, 0..1.</summary>
    public required double Progress { get; init; }

    /// <summary>What it is doing, or how it ended and why, in words.</summary>
    public required string Message { get; init; }

    /// <summary>Its figures.</summary>
    public required TrainingDetails? Details { get; init; }

    /// <summary>The answer for a run.</summary>
    public static TrainingAnswer From(JobRun run) => new()
    {
        Id = run.Id,
        Status = run.Status,
        StartedAt = run.StartedAt,
        FinishedAt = run.FinishedAt,
        Progress = run.Progress,
        Message = run.Message,
        Details = run.DetailsJson is { } details ? JsonSerializer.Deserialize<TrainingDetails>(details, Json) : null,
    };

    /// <summary>A run's figures as the store keeps them.</summary>
    public static string Write(TrainingDetails details) => JsonSerializer.Serialize(details, Json);
}
