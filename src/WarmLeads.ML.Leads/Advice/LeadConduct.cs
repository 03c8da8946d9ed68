namespace WarmLeads.ML.Leads;

/// <summary>What a lead did, and what we did to it, as far as advice needs it. For one thread at a time; reused from lead to lead.</summary>
sealed class LeadConduct(SignalCatalog catalog, AdviceRules rules)
{
    /// <summary>The days that tell the rhythm, of the lead and of our touches.</summary>
    public const double RhythmDays = 180, PaceDays = 90;

    const long Day = TimeSpan.TicksPerDay;

    readonly KnownEvents _events = new(catalog);
    readonly List<double> _gaps = [];
    readonly List<long> _touchDays = [];

    /// <summary>Days between the lead's active days of the last 180 days, rising.</summary>
    public IReadOnlyList<double> Gaps => _gaps;

    /// <summary>The lead's latest engagement; null when there is none.</summary>
    public DateTimeOffset? EngagedAt { get; private set; }

    /// <summary>Our latest touch; null when there is none.</summary>
    public DateTimeOffset? TouchedAt { get; private set; }

    /// <summary>On how many days we touched the lead since its latest engagement.</summary>
    public int UnansweredTouches { get; private set; }

    /// <summary>The event by which it turned away, when it has not engaged since; null when there is none.</summary>
    public EngagementEvent? TurnedAway { get; private set; }

    /// <summary>When it unsubscribed or complained last, whatever it did since; null when it never did.</summary>
    public DateTimeOffset? UnsubscribedAt { get; private set; }

    /// <summary>The latest touch that sells hard; null when there is none.</summary>
    public EngagementEvent? HardSelling { get; private set; }

    /// <summary>Bit i is set when the lead did something that counts for tracked signal i.</summary>
    public ulong Signals { get; private set; }

    /// <summary>Days between our touches of the last 90 days on average; null with fewer than three.</summary>
    public double? Pace { get; private set; }

    /// <summary>Whether the lead did something that counts for a signal; false when the catalog has none of that name.</summary>
    public bool Did(string signal)
    {
        for (var i = 0; i < catalog.TrackedSignals.Count; i++)
        {
            if (catalog.TrackedSignals[i].Name.Equals(signal, StringComparison.Ordinal))
                return (Signals & (1UL << i)) != 0;
        }
        return false;
    }

    /// <summary>Takes a lead as of a moment.</summary>
    public void Read(IReadOnlyList<EngagementEvent> events, DateTimeOffset now)
    {
        _events.Read(events, now);
        _gaps.Clear();
        _touchDays.Clear();
        (EngagedAt, TouchedAt, TurnedAway, UnsubscribedAt, HardSelling) = (null, null, null, null, null);
        (UnansweredTouches, Signals) = (0, 0);
        long activeDay = -1, activeAt = 0, unansweredDay = -1;
        foreach (var item in _events.Items)
        {
            if (item.IsEngagement)
            {
                Signals |= item.Meaning.TrackedSignals;
                (EngagedAt, TurnedAway, UnansweredTouches, unansweredDay) = (item.Event.OccurredAt, null, 0, -1);
                if (item.OccurredAt / Day == activeDay)
                    continue;
                if (activeDay >= 0 && now.UtcTicks - item.OccurredAt <= RhythmDays * Day)
                    _gaps.Add((item.OccurredAt - activeAt) / (double)Day);
                (activeDay, activeAt) = (item.OccurredAt / Day, item.OccurredAt);
            }
            else if (item.Meaning.IsOwnTouch)
            {
                if (rules.NoTouches.Contains(item.Event.Kind, StringComparer.Ordinal))
                    continue;
                TouchedAt = item.Event.OccurredAt;
                if (rules.HardSelling.Contains(item.Event.Kind, StringComparer.Ordinal))
                    HardSelling = item.Event;
                var day = item.OccurredAt / Day;
                if (day != unansweredDay)
                    UnansweredTouches++;
                unansweredDay = day;
                if ((_touchDays.Count == 0 || _touchDays[^1] != day) && now.UtcTicks - item.OccurredAt <= PaceDays * Day)
                    _touchDays.Add(day);
            }
            else if (item.Meaning.IsCooling)
            {
                TurnedAway = item.Event;
                if (item.Event.Kind is "email_unsubscribed" or "email_complained")
                    UnsubscribedAt = item.Event.OccurredAt;
            }
        }
        _gaps.Sort();
        Pace = _touchDays.Count < 3 ? null : (_touchDays[^1] - _touchDays[0]) / (_touchDays.Count - 1.0);
    }
}
