namespace WarmLeads.ML.Api;

/// <summary>A lead in the ranked list.</summary>
/// <param name="Rank">Its place, from 1.</param>
/// <param name="Id">The lead.</param>
/// <param name="Probability">Chance of conversion within the horizon, 0..1.</param>
/// <param name="Score">The same in log-odds.</param>
/// <param name="TopReason">The strongest reasons in one line.</param>
sealed record RankedLead(long Rank, string Id, double Probability, double Score, string TopReason);
