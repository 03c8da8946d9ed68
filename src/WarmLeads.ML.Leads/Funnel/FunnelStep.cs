namespace WarmLeads.ML.Leads;

/// <summary>How many of the leads that entered a state went on to another one.</summary>
/// <param name="From">The state that they entered.</param>
/// <param name="To">The state that they went to next, or in the end where it is an outcome.</param>
/// <param name="Rate">How many of them did so far; those that are still in the state have not yet.</param>
/// <param name="MedianDays">Days from entering to going, the median of those that went; null when none did.</param>
public sealed record FunnelStep(LeadState From, LeadState To, WilsonInterval Rate, double? MedianDays);
