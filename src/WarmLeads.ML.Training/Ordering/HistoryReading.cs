namespace WarmLeads.ML.Training;

/// <summary>What must be known of a history's files to put its events together.</summary>
/// <param name="EventsFile">The name of the file of events, for sentences.</param>
/// <param name="IdsAreOfLeads">Whether ids of events start again with each lead.</param>
/// <param name="Shift">What was added to every instant.</param>
/// <param name="Now">The present; null when nothing is reported as of the future.</param>
/// <param name="Closing">Which events close a lead; null where outcomes stand in a file, or events never close a lead.</param>
/// <param name="EndsWithLatestEvent">Leads whose outcome does not say when: they ended with their latest event.</param>
/// <param name="EventsInMemory">Events that are held in memory.</param>
sealed record HistoryReading(
    string EventsFile, bool IdsAreOfLeads, TimeSpan Shift, DateTimeOffset? Now, ClosingEvents? Closing, IReadOnlySet<string> EndsWithLatestEvent, int EventsInMemory);
