namespace WarmLeads.ML.Training;

/// <summary>Where a flat table is and what its columns are for.</summary>
public sealed record FlatOptions
{
    /// <summary>The file: CSV with a header, plain or gzip.</summary>
    public required string Data { get; init; }

    /// <summary>The column that holds the outcome.</summary>
    public required string Label { get; init; }

    /// <summary>The text that means converted, or several with commas between; null to recognise it (1, yes, true, won…).</summary>
    public string? Positive { get; init; }

    /// <summary>The column that identifies a lead; null to take the first identifier that is found.</summary>
    public string? IdColumn { get; init; }

    /// <summary>The column that says as of when a row stands; null when there is none.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Whether the rows stand in the order of time, the oldest first, where no column says when they stand.</summary>
    public bool IsInTimeOrder { get; init; }

    /// <summary>Columns that must not be used.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}
