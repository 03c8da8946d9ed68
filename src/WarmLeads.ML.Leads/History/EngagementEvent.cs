namespace WarmLeads.ML.Leads;

/// <summary>One thing that a lead did, or that we did to a lead, at an instant.</summary>
/// <param name="LeadId">Whose event it is.</param>
/// <param name="Kind">What happened, from an open set: `page_view`, `email_opened`, `demo_request`…</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="ReceivedAt">When we learned of it; a feature may use the event only from then on.</param>
public sealed record EngagementEvent(string LeadId, string Kind, DateTimeOffset OccurredAt, DateTimeOffset ReceivedAt)
{
    /// <summary>Where the event comes from (a tracker, a CRM export); with <see cref="EventId"/> it makes the event unique.</summary>
    public string Source { get; init; } = "";

    /// <summary>The source's id of the event; an event with the same source and id is the same event and is counted once.</summary>
    public required string EventId { get; init; }

    /// <summary>Details by name (page, topic, intent, direction…); empty when there are none.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}
