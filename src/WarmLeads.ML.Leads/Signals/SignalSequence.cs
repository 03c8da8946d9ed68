namespace WarmLeads.ML.Leads;

/// <summary>Two tracked signals in order, which together say more than apart: a whitepaper, then a reply.</summary>
/// <param name="Name">Stable name of the feature: `content_then_reply`.</param>
/// <param name="DisplayName">The name that a marketer reads.</param>
/// <param name="First">Name of the tracked signal that must come first.</param>
/// <param name="Then">Name of the tracked signal that must follow, at a later instant.</param>
/// <param name="WithinDays">How long after the latest first one the second still counts, more than 0.</param>
public sealed record SignalSequence(string Name, string DisplayName, string First, string Then, double WithinDays = 30);
