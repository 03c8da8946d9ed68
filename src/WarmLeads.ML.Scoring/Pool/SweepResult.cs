namespace WarmLeads.ML.Scoring;

/// <summary>What this process did of a sweep.</summary>
/// <param name="SweepId">The sweep; null when all of it was in other hands.</param>
/// <param name="Parts">Parts that it completed.</param>
/// <param name="LeadsSeen">Leads that it looked at.</param>
/// <param name="LeadsScored">Open leads that it scored.</param>
/// <param name="Transitions">What changed.</param>
public sealed record SweepResult(long? SweepId, int Parts, long LeadsSeen, long LeadsScored, long Transitions);
