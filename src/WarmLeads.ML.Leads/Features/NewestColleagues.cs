namespace WarmLeads.ML.Leads;

/// <summary>Chooses the colleagues that are measured: all of them, or of many those whose known events are the newest.</summary>
/// <remarks>
/// Whoever belongs to an account of thousands tells little of a deal, and measuring each of n leads beside all others would take
/// n x n steps. With the limit, the steps grow with the account's events, and hardly any account reaches it.
/// </remarks>
sealed class NewestColleagues
{
    /// <summary>Colleagues that are measured at most.</summary>
    public const int Most = 100;

    readonly List<(string LeadId, long Latest, IReadOnlyList<EngagementEvent> Events)> _found = [];

    /// <summary>Chooses.</summary>
    /// <param name="leadId">The lead itself, which is left out.</param>
    /// <param name="eventsOfAccount">The events of each lead of its account, ordered by time of occurrence.</param>
    /// <param name="cutoff">The moment that we pretend it is.</param>
    /// <returns>The events of each colleague, in ordinal order of their ids, so that sums are the same bits every time; valid until the next call.</returns>
    public IEnumerable<IReadOnlyList<EngagementEvent>> Choose(
        string leadId, IReadOnlyList<IReadOnlyList<EngagementEvent>> eventsOfAccount, DateTimeOffset cutoff)
    {
        _found.Clear();
        foreach (var events in eventsOfAccount)
        {
            if (events.Count > 0 && !events[0].LeadId.Equals(leadId, StringComparison.Ordinal))
                _found.Add((events[0].LeadId, 0, events));
        }

        if (_found.Count > Most)
            KeepNewest(cutoff.UtcTicks);
        _found.Sort((left, right) => string.CompareOrdinal(left.LeadId, right.LeadId));
        return _found.Select(colleague => colleague.Events);
    }

    void KeepNewest(long cutoff)
    {
        for (var i = 0; i < _found.Count; i++)
            _found[i] = _found[i] with { Latest = LatestKnown(_found[i].Events, cutoff) };
        _found.Sort((left, right) =>
            left.Latest != right.Latest ? right.Latest.CompareTo(left.Latest) : string.CompareOrdinal(left.LeadId, right.LeadId));
        _found.RemoveRange(Most, _found.Count - Most);
    }

    static long LatestKnown(IReadOnlyList<EngagementEvent> events, long cutoff)
    {
        for (var i = events.Count - 1; i >= 0; i--)
        {
            if (events[i].OccurredAt.UtcTicks < cutoff && events[i].ReceivedAt.UtcTicks < cutoff)
                return events[i].OccurredAt.UtcTicks;
        }

        return long.MinValue;
    }
}
