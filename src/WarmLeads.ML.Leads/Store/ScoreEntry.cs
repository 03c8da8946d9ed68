namespace WarmLeads.ML.Leads;

/// <summary>A score of one lead as of one moment.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="At">The moment as of which it was looked at.</param>
/// <param name="Probability">Chance of conversion within the model's horizon, 0..1.</param>
/// <param name="Score">The same in log-odds.</param>
/// <param name="TopReason">The strongest reasons in one line.</param>
/// <param name="ModelName">The model that scored it.</param>
/// <param name="ModelVersion">Its version.</param>
/// <param name="ModelHash">SHA-256 of its file, in hexadecimal.</param>
public sealed record ScoreEntry(
    string LeadId, DateTimeOffset At, double Probability, double Score, string TopReason, string ModelName, string ModelVersion, string ModelHash);
