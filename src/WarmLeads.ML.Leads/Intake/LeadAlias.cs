namespace WarmLeads.ML.Leads;

/// <summary>An id under which a lead was known before we knew who it was, such as that of an anonymous visitor.</summary>
/// <param name="Alias">The former id; from now on everything of it belongs to the lead.</param>
/// <param name="LeadId">The lead.</param>
public sealed record LeadAlias(string Alias, string LeadId);
