namespace WarmLeads.ML.Training;

/// <summary>Where the events stand in somebody's files. What is not named goes by the project's own names.</summary>
public sealed record EventMapping
{
    /// <summary>The file within the folder; null for events.csv or events.csv.gz.</summary>
    public string? File { get; init; }

    /// <summary>The column of the lead's id; null for `lead_id`.</summary>
    public string? LeadId { get; init; }

    /// <summary>The columns whose texts, joined by `+`, are the kind; null for `kind`.</summary>
    public IReadOnlyList<string>? Kind { get; init; }

    /// <summary>The kind of every event, where the file has one kind only; null where columns tell it.</summary>
    public string? KindIs { get; init; }

    /// <summary>The column of the moment at which it occurred; null for `occurred_at`.</summary>
    public string? OccurredAt { get; init; }

    /// <summary>The column of the moment at which we learned of it; null for `received_at` where there is one.</summary>
    public string? ReceivedAt { get; init; }

    /// <summary>The column of the event's id; null for `event_id` where there is one.</summary>
    public string? EventId { get; init; }

    /// <summary>The column of the event's number, which orders events of one instant; null where there is none.</summary>
    public string? Order { get; init; }

    /// <summary>The columns that are properties of the event; null for every other column.</summary>
    public IReadOnlyList<string>? Properties { get; init; }
}
