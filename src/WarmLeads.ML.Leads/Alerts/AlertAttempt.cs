namespace WarmLeads.ML.Leads;

/// <summary>How one attempt to tell an alert went.</summary>
/// <param name="AlertId">The alert.</param>
/// <param name="At">When it was tried.</param>
/// <param name="Status">Where the alert stands afterwards.</param>
/// <param name="DueAt">When it is tried again, while it waits.</param>
/// <param name="Message">How it went, in one sentence.</param>
public sealed record AlertAttempt(string AlertId, DateTimeOffset At, AlertStatus Status, DateTimeOffset DueAt, string Message);
