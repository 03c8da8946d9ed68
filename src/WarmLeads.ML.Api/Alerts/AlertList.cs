namespace WarmLeads.ML.Api;

/// <summary>One page of alerts.</summary>
/// <param name="Alerts">The alerts, newest first.</param>
/// <param name="Next">Address of the next page; null on the last one.</param>
sealed record AlertList(IReadOnlyList<AlertAnswer> Alerts, string? Next);
