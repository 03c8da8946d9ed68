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

    readonly List<(string LeadId, IReadOnlyList<EngagementEvent> Events)> _found = [];

    readonly PriorityQueue<(string LeadId, IReadOnlyList<EngagementEvent> Events), (long Latest, string LeadId)> _newest = new(
        Comparer<(long Latest, string LeadId)>.Create((left, right) =>
            left.Latest != right.Latest ? left.Latest.CompareTo(right.Latest) : string.CompareOrdinal(right.LeadId, left.LeadId)));

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
                _found.Add((events[0].LeadId, events));
        }

        if (_found.Count > Most)
            KeepNewest(cutoff.UtcTicks);
        _found.Sort((left, right) => string.CompareOrdinal(left.LeadId, right.LeadId));
        return _found.Select(colleague => colleague.Events);
    }

    // The oldest of those kept so far stands first in the queue and gives way.
    void KeepNewest(long cutoff)
    {
        _newest.Clear();
        foreach (var colleague in _found)
        {
            var known = (LatestKnown(colleague.Events, cutoff), colleague.LeadId);
            if (_newest.Count < Most)
                _newest.Enqueue(colleague, known);
            else
                _newest.EnqueueDequeue(colleague, known);
        }

        _found.Clear();
        foreach (var (colleague, _) in _newest.UnorderedItems)
            _found.Add(colleague);
    }

    // Everything before `first` occurred before the cutoff; of that, the newest may not have been received yet.
    static long LatestKnown(IReadOnlyList<EngagementEvent> events, long cutoff)
    {
        var (first, end) = (0, events.Count);
        while (first < end)
        {
            var middle = (first + end) / 2;
            if (events[middle].OccurredAt.UtcTicks < cutoff)
                first = middle + 1;
            else
                end = middle;
        }

        for (var i = first - 1; i >= 0; i--)
        {
            if (events[i].ReceivedAt.UtcTicks < cutoff)
                return events[i].OccurredAt.UtcTicks;
        }

        return long.MinValue;
    }
}
