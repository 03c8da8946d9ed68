namespace WarmLeads.ML.Leads;

/// <summary>A lead's stored score.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Probability">Chance of conversion within the model's horizon, 0..1.</param>
/// <param name="Score">The same in log-odds.</param>
/// <param name="TopReason">The strongest reasons in one line, for lists.</param>
public sealed record LeadScore(string LeadId, double Probability, double Score, string TopReason);
