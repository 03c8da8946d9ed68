namespace WarmLeads.ML.Leads;

/// <summary>One stored score of a lead, with what produced it.</summary>
/// <param name="Sweep">The sweep that scored it.</param>
/// <param name="Score">The score.</param>
public sealed record ScoreHistoryEntry(ScoreSweep Sweep, LeadScore Score);
