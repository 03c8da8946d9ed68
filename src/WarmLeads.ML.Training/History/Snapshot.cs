namespace WarmLeads.ML.Training;

/// <summary>An open lead looked at as of one moment, and what became of it within the horizon.</summary>
/// <param name="Lead">Number of the lead, in the order it was read.</param>
/// <param name="Cutoff">The moment.</param>
/// <param name="Converted">Whether it converted in [cutoff, cutoff + horizon).</param>
/// <param name="Nights">Nights that the snapshot stands for: its weight, so that the mean chance is that of the pool on a night.</param>
/// <param name="ChampionScore">The serving model's score of the same lead at the same moment, log-odds; NaN when there is no serving model.</param>
public readonly record struct Snapshot(int Lead, DateTimeOffset Cutoff, bool Converted, int Nights, double ChampionScore);
