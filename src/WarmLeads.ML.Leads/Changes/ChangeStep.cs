namespace WarmLeads.ML.Leads;

/// <summary>Events of one kind that became known on one day.</summary>
/// <param name="KnownAt">When the first of them became known: when it had both occurred and been received.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Events">The events, by time of occurrence.</param>
/// <param name="IsOfColleagues">Whether they are events of colleagues at the same account, and not of the lead itself.</param>
public sealed record ChangeStep(DateTimeOffset KnownAt, string Kind, IReadOnlyList<EngagementEvent> Events, bool IsOfColleagues);
