namespace WarmLeads.ML.Cli;

/// <summary>Where activities stand in a system's export. Names are tried in their order.</summary>
sealed record ActivityExport
{
    /// <summary>The system, as the source of the events.</summary>
    public required string System { get; init; }

    public required string[] Id { get; init; }

    /// <summary>Whose activity it is; of several ids with semicolons between them each has it.</summary>
    public required string[] Lead { get; init; }

    public required string[] OccurredAt { get; init; }

    /// <summary>When the activity was written down, which is when it became known.</summary>
    public string[] CreatedAt { get; init; } = [];

    /// <summary>Columns that <see cref="KindOf"/> is given the texts of.</summary>
    public required string[] KindColumns { get; init; }

    /// <summary>From the texts, in lower case, to the kind and the direction (`in`, `out` or none); no kind when it is nothing that a lead did or was done to it.</summary>
    public required Func<string[], (string? Kind, string? Direction)> KindOf { get; init; }

    /// <summary>Columns that are properties of the event, and the properties' names.</summary>
    public (string Column, string Property)[] Properties { get; init; } = [];
}
