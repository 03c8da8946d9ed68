using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Reports;

/// <summary>An event on a lead's time axis.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Family">The family of its kind.</param>
/// <param name="IsOurs">Whether we did it.</param>
public sealed record TimelineEvent(DateTimeOffset At, string Kind, SignalFamily Family, bool IsOurs);
