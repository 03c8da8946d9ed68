namespace WarmLeads.ML.Api;

/// <summary>An event that moved a score.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Id">The source's id of it.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="ReceivedAt">When it became known.</param>
/// <param name="LeadId">Whose event it is: the lead's, or a colleague's at the same account.</param>
sealed record CauseEvent(string Source, string Id, DateTimeOffset OccurredAt, DateTimeOffset ReceivedAt, string LeadId);
