namespace WarmLeads.ML.Leads;

/// <summary>A lead as the pool knows it.</summary>
/// <param name="History">The lead, its events and its outcome.</param>
/// <param name="Standing">What is believed of it; null when it was never looked at.</param>
/// <param name="Consent">What it agreed and objected to.</param>
/// <param name="HasOpenHandoff">Whether it lies with sales and waits for a decision.</param>
public sealed record PoolLead(LeadHistory History, LeadStanding? Standing, LeadConsent Consent, bool HasOpenHandoff);
