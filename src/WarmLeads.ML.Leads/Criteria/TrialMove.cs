namespace WarmLeads.ML.Leads;

/// <summary>How often leads moved from one state to another.</summary>
/// <param name="From">The state before.</param>
/// <param name="To">The state after.</param>
/// <param name="Count">How often.</param>
public sealed record TrialMove(LeadState From, LeadState To, int Count);
