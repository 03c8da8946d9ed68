namespace WarmLeads.ML.Api;

/// <summary>An event as it is kept.</summary>
sealed record SheetEvent(
    string Kind, string Source, string Id, DateTimeOffset OccurredAt, DateTimeOffset ReceivedAt, IReadOnlyDictionary<string, string> Properties);
