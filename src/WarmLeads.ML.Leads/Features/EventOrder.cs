namespace WarmLeads.ML.Leads;

/// <summary>The order of a lead's events: by time of occurrence, then source, then event id.</summary>
static class EventOrder
{
    public static int Compare(EngagementEvent left, EngagementEvent right)
    {
        var order = left.OccurredAt.UtcTicks.CompareTo(right.OccurredAt.UtcTicks);
        if (order == 0)
            order = string.CompareOrdinal(left.Source, right.Source);
        return order != 0 ? order : string.CompareOrdinal(left.EventId, right.EventId);
    }

    /// <summary>
    /// Which of two copies of one event counts: the one received first. The rest only makes the choice the same every time.
    /// </summary>
    public static int CompareCopies(EngagementEvent left, EngagementEvent right)
    {
        var order = left.ReceivedAt.UtcTicks.CompareTo(right.ReceivedAt.UtcTicks);
        if (order == 0)
            order = left.OccurredAt.UtcTicks.CompareTo(right.OccurredAt.UtcTicks);
        if (order == 0)
            order = string.CompareOrdinal(left.Kind, right.Kind);
        return order != 0 ? order : string.CompareOrdinal(Text(left), Text(right));
    }

    static string Text(EngagementEvent copy) => string.Join(
        '\u001e',
        copy.Properties.OrderBy(property => property.Key, StringComparer.Ordinal)
            .Select(property => $"{property.Key}\u001f{property.Value}"));
}
