namespace WarmLeads.ML.Leads;

/// <summary>Cuts a lead's history into looks 28 days apart, and into the days on which it was touched. For many threads.</summary>
/// <remarks>
/// A touch that follows an act of the lead may be our answer to it: it says nothing of the touch, so a lead is watched after a look only
/// until its first act, 7 days at most, and a touch is compared with the same day of leads that had not acted by then either. Conversions
/// count from the end of the day on, of leads still open then: nobody counts as untouched because it converted before a touch could come.
/// </remarks>
sealed class TouchReader(SignalCatalog catalog, TouchStudyOptions options)
{
    const int FirstLook = 7, BetweenLooks = 28;

    /// <summary>Days after a look on which touches are looked for.</summary>
    public const int TouchDays = 7;

    static readonly IReadOnlySet<string> s_none = new HashSet<string>();

    /// <summary>Reads a lead.</summary>
    public TouchedLead Read(LeadHistory history)
    {
        var known = new KnownEvents(catalog);
        known.Read(history.Events, options.Now);
        List<EngagementEvent> touches = [];
        List<DateTimeOffset> acts = [];
        DateTimeOffset? unsubscribed = null;
        foreach (var item in known.Items)
        {
            if (item.IsEngagement)
                acts.Add(item.Event.OccurredAt);
            else if (item.Meaning.IsOwnTouch && !options.NoTouches.Contains(item.Event.Kind, StringComparer.Ordinal))
                touches.Add(item.Event);
            else if (item.Event.Kind is "email_unsubscribed" or "email_complained")
                unsubscribed ??= item.Event.OccurredAt;
        }

        return new TouchedLead([.. Looks(history, touches, acts)], [.. Days(touches, acts, unsubscribed)]);
    }

    IEnumerable<TouchLook> Looks(LeadHistory history, List<EngagementEvent> touches, List<DateTimeOffset> acts)
    {
        var conversions = options.ConvertedBy.Count > 0
            ? history.Events.Where(item => options.ConvertedBy.Contains(item.Kind, StringComparer.Ordinal)).Select(item => item.OccurredAt).ToList()
            : history.Outcome is { Kind: OutcomeKind.Converted } end && end.RecordedAt < options.Now ? [end.OccurredAt] : [];
        for (var at = Midnight(history.Lead.CreatedAt).AddDays(FirstLook); at.AddDays(TouchDays + options.HorizonDays) <= options.Now; at = at.AddDays(BetweenLooks))
        {
            if (!history.IsOpenAt(at))
                yield break;
            var (chance, level) = (options.Chance?.Invoke(history, at) ?? double.NaN, Level(acts, at));
            var nextAct = acts.Exists(act => act >= at) ? acts.Find(act => act >= at) : DateTimeOffset.MaxValue;
            var before = s_none;
            for (var day = 0; day < TouchDays && at.AddDays(day) <= nextAct; day++)
            {
                var (from, to) = (at.AddDays(day), at.AddDays(day + 1));
                if (!history.IsOpenAt(to))
                    break;
                var names = touches.Where(touch => touch.OccurredAt >= from && touch.OccurredAt < to && touch.OccurredAt < nextAct)
                    .SelectMany(TouchActions.Of).ToHashSet(StringComparer.Ordinal);
                yield return new TouchLook(
                    chance, level, day, names.Count > 0 ? names : s_none, before, conversions.Exists(time => time >= to && time < to.AddDays(options.HorizonDays)));
                if (names.Count > 0)
                    before = before.Concat(names).ToHashSet(StringComparer.Ordinal);
            }
        }
    }

    // Days of the calendar, as touches are made by.
    static DateTimeOffset Midnight(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);

    // Five classes of how long ago by three of how often.
    static int Level(List<DateTimeOffset> acts, DateTimeOffset at)
    {
        var before = acts.FindAll(act => act < at);
        var silent = before.Count == 0 ? double.PositiveInfinity : (at - before[^1]).TotalDays;
        var days = before.Where(act => (at - act).TotalDays <= 30).Select(act => act.UtcDateTime.Date).Distinct().Count();
        var recency = silent switch { <= 3 => 0, <= 7 => 1, <= 30 => 2, < double.PositiveInfinity => 3, _ => 4 };
        return (3 * recency) + (days switch { <= 1 => 0, <= 3 => 1, _ => 2 });
    }

    IEnumerable<TouchedDay> Days(List<EngagementEvent> touches, List<DateTimeOffset> acts, DateTimeOffset? unsubscribed)
    {
        var days = touches.GroupBy(touch => touch.OccurredAt.UtcDateTime.Date).Select(day => day.Max(touch => touch.OccurredAt)).ToList();
        for (var i = 0; i < days.Count; i++)
        {
            var at = days[i];
            if (at.AddDays(TouchCeiling.Days) > options.Now || unsubscribed <= at)
                yield break;
            var until = i + 1 < days.Count && days[i + 1] < at.AddDays(TouchCeiling.Days) ? days[i + 1] : at.AddDays(TouchCeiling.Days);
            var count = days.Count(day => day <= at && (at.UtcDateTime.Date - day.UtcDateTime.Date).TotalDays < TouchCeiling.Days);
            yield return new TouchedDay(count, unsubscribed < until, !acts.Exists(act => act > at && act < at.AddDays(TouchCeiling.Days)));
        }
    }
}
