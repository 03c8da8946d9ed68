namespace WarmLeads.ML.Training;

/// <summary>An open lead looked at as of one moment, and what became of it.</summary>
/// <param name="Lead">Number of the lead, in the order it was read.</param>
/// <param name="Cutoff">The moment.</param>
/// <param name="Converted">Whether it converted in [cutoff, cutoff + horizon), or in the end where there is no horizon.</param>
/// <param name="Nights">Nights that the snapshot stands for: its weight, so that the mean chance is that of the pool on a night.</param>
/// <param name="ChampionScore">The serving model's score of the same lead at the same moment, log-odds; NaN when there is no serving model.</param>
public readonly record struct Snapshot(int Lead, DateTimeOffset Cutoff, bool Converted, int Nights, double ChampionScore)
{
    /// <summary>When the lead was registered.</summary>
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>From when on it is known what became of the lead; the latest moment there is when it is not known yet.</summary>
    public DateTimeOffset KnownFrom { get; init; }
}
