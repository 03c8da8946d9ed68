namespace WarmLeads.ML.Leads;

/// <summary>The end of a lead.</summary>
/// <param name="LeadId">Whose outcome it is.</param>
/// <param name="Kind">Converted or lost.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="RecordedAt">When the CRM was told; a label is known only from then on.</param>
public sealed record Outcome(string LeadId, OutcomeKind Kind, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt);
