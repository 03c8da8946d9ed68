namespace WarmLeads.ML.Leads;

/// <summary>Which part of which sweep a worker wants.</summary>
/// <param name="ModelName">The model.</param>
/// <param name="ModelVersion">Its version.</param>
/// <param name="ModelHash">SHA-256 of its file, in hexadecimal.</param>
/// <param name="Parts">Into how many parts the sweep is cut.</param>
public sealed record SweepRequest(string ModelName, string ModelVersion, string ModelHash, int Parts)
{
    /// <summary>The one part that is wanted, 1 to <see cref="Parts"/>; null for any that is free.</summary>
    public int? Part { get; init; }

    /// <summary>The sweep to take a part of; null for the one under way, or a new one.</summary>
    public long? SweepId { get; init; }

    /// <summary>How long a part stays in a worker's hands without a block; then another may take it over.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The age at which a sweep that was never completed is given up and a new one begins.</summary>
    public TimeSpan GivenUpAfter { get; init; } = TimeSpan.FromHours(12);
}
