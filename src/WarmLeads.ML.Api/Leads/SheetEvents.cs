namespace WarmLeads.ML.Api;

/// <summary>Events of one kind from one source.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Source">Where they come from; empty when unknown.</param>
/// <param name="Count">How many.</param>
/// <param name="First">When the first happened.</param>
/// <param name="Last">When the last happened.</param>
sealed record SheetEvents(string Kind, string Source, int Count, DateTimeOffset First, DateTimeOffset Last);
