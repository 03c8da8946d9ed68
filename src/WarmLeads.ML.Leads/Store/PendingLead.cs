namespace WarmLeads.ML.Leads;

/// <summary>A lead that waits to be looked at.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Number">Grows each time the lead is marked; a commit ends the waiting only when it is still the same.</param>
/// <param name="HasNews">Whether there is news of the lead itself, and not only of its colleagues or that time has passed.</param>
public readonly record struct PendingLead(string LeadId, long Number, bool HasNews);
