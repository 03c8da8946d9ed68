using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>How a lead ended.</summary>
/// <param name="Kind">Converted or lost.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="RecordedAt">When the CRM was told.</param>
sealed record LeadOutcome(OutcomeKind Kind, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt);
