namespace WarmLeads.ML.Scoring;

/// <summary>How a sweep is cut up and worked on.</summary>
public sealed record SweepOptions
{
    /// <summary>
    /// Parts that the pool falls into, 1 or more; all workers of a sweep, on whichever machine, must say the same number. Each
    /// part lists all lead ids, so that many parts cost more.
    /// </summary>
    public int Parts { get; init; } = 4;

    /// <summary>The one part to do, 1 to <see cref="Parts"/>; null for all that are free.</summary>
    public int? Part { get; init; }

    /// <summary>The sweep to work on; null for the one under way, or a new one.</summary>
    public long? SweepId { get; init; }

    /// <summary>Workers in this process, 1 or more.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Leads that are read, looked at and written together, 1 or more; what is in memory grows with it.</summary>
    public int BlockLeads { get; init; } = 500;
}
