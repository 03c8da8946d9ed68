namespace WarmLeads.ML.Leads;

/// <summary>The next leads of a part of a sweep, as they were found.</summary>
/// <param name="LastLeadId">The last lead that the block looked at; null when there was none left.</param>
/// <param name="IsLast">Whether the part is done with it.</param>
/// <param name="Scores">Scores of its open leads.</param>
/// <param name="Changes">What is believed of its leads now.</param>
public sealed record SweepBlock(string? LastLeadId, bool IsLast, IReadOnlyList<LeadScore> Scores, IReadOnlyList<PoolChange> Changes);
