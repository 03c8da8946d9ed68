using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>A score that a sweep stored.</summary>
/// <param name="Probability">Chance of conversion, 0..1.</param>
/// <param name="Score">The same in log-odds.</param>
/// <param name="Cutoff">The moment as of which the lead was looked at.</param>
/// <param name="Model">The model that scored it.</param>
sealed record StoredScore(double Probability, double Score, DateTimeOffset Cutoff, ModelReference Model)
{
    /// <summary>The score of a sweep.</summary>
    public static StoredScore From(ScoreHistoryEntry entry) => new(
        entry.Score.Probability, entry.Score.Score, entry.Sweep.Cutoff,
        new ModelReference(entry.Sweep.ModelName, entry.Sweep.ModelVersion, entry.Sweep.ModelHash));
}
