namespace WarmLeads.ML.Leads;

/// <summary>What the rhythm test says of a lead at a moment.</summary>
/// <param name="Trend">Whether the rhythm changed.</param>
/// <param name="Since">The most likely day of the change; null when there was none.</param>
/// <param name="Words">One sentence with the figures behind it.</param>
/// <param name="NextLookAt">When time alone changes the finding, unless the lead engages.</param>
public sealed record RhythmFinding(LeadTrend Trend, DateTimeOffset? Since, string Words, DateTimeOffset NextLookAt);
