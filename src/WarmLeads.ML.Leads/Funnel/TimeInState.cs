namespace WarmLeads.ML.Leads;

/// <summary>How long leads stayed in a state that they left.</summary>
/// <param name="State">The state.</param>
/// <param name="Count">Stays that ended.</param>
/// <param name="Open">Stays that go on.</param>
/// <param name="LowDays">A quarter of the stays was no longer; null when none ended.</param>
/// <param name="MedianDays">The median stay, in days.</param>
/// <param name="HighDays">Three quarters of the stays were no longer.</param>
public sealed record TimeInState(LeadState State, int Count, int Open, double? LowDays, double? MedianDays, double? HighDays);
