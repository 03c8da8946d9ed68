using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>Puts one lead's events together: each once, with an id, in order of occurrence; and says what is odd about them.</summary>
/// <param name="reading">What is known of the files.</param>
/// <param name="problems">Takes up what is odd; null when it was said already.</param>
sealed class LeadEvents(HistoryReading reading, HistoryProblems? problems)
{
    readonly EventIds _ids = new();
    Lead _lead = new("", DateTimeOffset.MinValue);
    List<EngagementEvent> _events = [];
    DateTimeOffset _latest;
    bool _isSorted;

    /// <summary>Begins with a lead.</summary>
    public void Begin(Lead lead)
    {
        (_lead, _events, _latest, _isSorted) = (lead, [], DateTimeOffset.MinValue, true);
        _ids.Forget();
    }

    /// <summary>Takes up an event in the order of the file.</summary>
    /// <param name="read">The event.</param>
    /// <param name="isRepeated">Whether an earlier row has its id.</param>
    public void Add(ReadEvent read, bool isRepeated)
    {
        var item = read.Event;
        if (read.NeedsId)
        {
            // From the instants of the file: the same event has the same id however far it is shifted.
            var id = _ids.Next(item.LeadId, item.Kind, item.OccurredAt - reading.Shift, item.Source, item.Properties);
            item = item with { EventId = item.EventId + id };
        }

        if (isRepeated)
        {
            Say(HistoryProblemKind.DuplicateEvent, read);
            return;
        }

        if (read.HasAnotherOffset)
            Say(HistoryProblemKind.EventWithAnotherOffset, read);
        if (item.OccurredAt < _latest)
            Say(HistoryProblemKind.EventOutOfOrder, read);
        if (item.ReceivedAt < item.OccurredAt)
            Say(HistoryProblemKind.EventReceivedBeforeItOccurred, read);
        if (item.ReceivedAt > reading.Now)
            Say(HistoryProblemKind.EventFromTheFuture, read);
        if (WholeDay.LatestOf(item) < _lead.CreatedAt)
            Say(HistoryProblemKind.EventBeforeRegistration, read);
        _latest = item.OccurredAt;
        _isSorted &= _events.Count == 0 || Compare(_events[^1], item) <= 0;
        _events.Add(item);
    }

    /// <summary>The lead's history.</summary>
    /// <param name="outcome">Its outcome from the file of outcomes; null where there is none.</param>
    public LeadHistory Finish(Outcome? outcome)
    {
        if (!_isSorted)
            _events.Sort(Compare);
        if (reading.Closing is not null)
            outcome = Closing();
        else if (outcome is not null && reading.EndsWithLatestEvent.Contains(_lead.Id) && _events is [.., var latest])
            outcome = Dated(outcome, latest);
        return new LeadHistory(_lead, _events, outcome);
    }

    /// <summary>The outcome as of a lead's latest event, or as of its registration where that is later.</summary>
    /// <param name="outcome">The outcome, dated with the registration.</param>
    /// <param name="latest">The latest event.</param>
    public static Outcome Dated(Outcome outcome, EngagementEvent latest) =>
        latest.OccurredAt > outcome.OccurredAt ? outcome with { OccurredAt = latest.OccurredAt, RecordedAt = WholeDay.LatestOf(latest) } : outcome;

    static int Compare(EngagementEvent left, EngagementEvent right)
    {
        var order = left.OccurredAt.CompareTo(right.OccurredAt);
        if (order == 0)
            order = string.CompareOrdinal(left.Source, right.Source);
        return order != 0 ? order : string.CompareOrdinal(left.EventId, right.EventId);
    }

    Outcome? Closing()
    {
        foreach (var item in _events)
        {
            if (reading.Closing!.Close(item, _lead.CreatedAt) is { } outcome)
                return outcome;
        }

        return null;
    }

    void Say(HistoryProblemKind kind, ReadEvent read) => problems?.Add(kind, reading.EventsFile, read.Line);
}
