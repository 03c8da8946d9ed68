namespace WarmLeads.ML.Api;

/// <summary>What a training run leaves to be read; kept with the run in the store.</summary>
sealed record TrainingDetails
{
    /// <summary>Why it ran.</summary>
    public required TrainingCause Cause { get; init; }

    /// <summary>The model that it trained.</summary>
    public required string ModelName { get; init; }

    /// <summary>The version that it published; null when it published none.</summary>
    public string? PublishedVersion { get; init; }

    /// <summary>The version in use before it; null when there was none.</summary>
    public string? ChampionVersion { get; init; }

    /// <summary>Snapshots of leads that it learned from.</summary>
    public int? TrainingRows { get; init; }

    /// <summary>Seconds that fitting took.</summary>
    public double? TrainSeconds { get; init; }

    /// <summary>The new model on the newest leads.</summary>
    public ModelFigures? Challenger { get; init; }

    /// <summary>The model in use on the same leads.</summary>
    public ModelFigures? Champion { get; init; }

    /// <summary>Open leads that were scored afterwards.</summary>
    public long? LeadsScored { get; init; }
}
