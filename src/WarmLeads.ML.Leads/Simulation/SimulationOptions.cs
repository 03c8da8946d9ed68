namespace WarmLeads.ML.Leads;

/// <summary>What to simulate.</summary>
public sealed record SimulationOptions
{
    /// <summary>How many leads, 1 or more.</summary>
    public int LeadCount { get; init; } = 5000;

    /// <summary>The same seed gives the same history, whatever the machine.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>When the first leads arrive, at midnight UTC.</summary>
    public DateTimeOffset Start { get; init; } = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>When the history ends, at midnight UTC, 30 days after the start or later; leads arrive until then and many are still open.</summary>
    public DateTimeOffset End { get; init; } = new(2025, 4, 1, 0, 0, 0, TimeSpan.Zero);
}
