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
        var events = new List<EngagementEvent>(history.Events.Count);
        foreach (var item in history.Events)
        {
            if (item.OccurredAt < now && item.ReceivedAt < now)
                events.Add(item with { ReceivedAt = item.OccurredAt });
        }
        return history with { Events = events };
    }
}
