namespace WarmLeads.ML.Cli;

/// <summary>Where deals stand in a system's export: they say how their leads ended. Names are tried in their order.</summary>
sealed record DealExport
{
    public required string[] Lead { get; init; }

    public required string[] ClosedAt { get; init; }

    /// <summary>Columns that <see cref="IsWon"/> is given the texts of.</summary>
    public required string[] StateColumns { get; init; }

    /// <summary>From the texts, in lower case, to won or lost; null while the deal is open.</summary>
    public required Func<string[], bool?> IsWon { get; init; }
}
