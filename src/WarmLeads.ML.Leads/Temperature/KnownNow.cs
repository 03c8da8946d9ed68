namespace WarmLeads.ML.Leads;

/// <summary>A history as it would have been if everything that is known now had arrived when it happened.</summary>
public static class KnownNow
{
    /// <summary>The history with what is known at a moment only, each event received when it occurred.</summary>
    /// <param name="history">The history.</param>
    /// <param name="now">The moment.</param>
    public static LeadHistory Of(LeadHistory history, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(history);
        return history with
        {
            Events = Known(history.Events, now),
            EventsOfAccount = history.EventsOfAccount is { } account ? [.. account.Select(events => Known(events, now))] : null,
        };
    }

    static List<EngagementEvent> Known(IReadOnlyList<EngagementEvent> events, DateTimeOffset now)
    {
        var known = new List<EngagementEvent>(events.Count);
        foreach (var item in events)
        {
            if (item.OccurredAt < now && item.ReceivedAt < now)
                known.Add(item with { ReceivedAt = item.OccurredAt });
        }
        return known;
    }
}
