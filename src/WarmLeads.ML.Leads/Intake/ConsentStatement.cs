namespace WarmLeads.ML.Leads;

/// <summary>One statement about consent. Statements are kept for good; the latest of a kind counts.</summary>
/// <param name="LeadId">Whose consent it is.</param>
/// <param name="Kind">About what.</param>
/// <param name="Holds">Whether it is so from then on: contact allowed, contact forbidden, profiling objected to.</param>
/// <param name="At">When it was said.</param>
/// <param name="Source">Where it was said: a form, a call, a CRM; up to 200 characters.</param>
public sealed record ConsentStatement(string LeadId, ConsentKind Kind, bool Holds, DateTimeOffset At, string Source);
