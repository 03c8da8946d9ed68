using static WarmLeads.ML.Leads.SignalFamily;

namespace WarmLeads.ML.Leads;

/// <summary>When the lead engages: sessions, gaps, silence against its own rhythm, trend, and waking up again.</summary>
/// <remarks>
/// Engagement is <see cref="KnownEvent.IsEngagement"/>. A session ends when nothing follows for 30 minutes; a gap lies
/// between two sessions. Days are counted back from the cutoff, so they depend on no time zone.
/// </remarks>
sealed class RhythmBlock : IFeatureBlock
{
    const long Day = TimeSpan.TicksPerDay;
    const long SessionGap = 30 * TimeSpan.TicksPerMinute;
    const double RewarmDays = 90;

    static readonly FeatureDefinition[] s_definitions =
    [
        new("days_since_first_engagement", "Days since the first engagement", Engagement, "days",
            "Days from the lead's first engagement to the cutoff; missing when there was none."),
        new("active_days_30d", "Active days in the last 30 days", Engagement, "days",
            "On how many of the 30 days before the cutoff the lead engaged."),
        new("active_days_90d", "Active days in the last 90 days", Engagement, "days",
            "On how many of the 90 days before the cutoff the lead engaged."),
        new("active_days_ever", "Active days ever", Engagement, "days",
            "On how many days before the cutoff the lead engaged."),
        new("session_count_7d", "Sessions in the last 7 days", Engagement, "sessions",
            "Sessions that began in the 7 days before the cutoff; a session ends after 30 minutes of silence."),
        new("session_count_30d", "Sessions in the last 30 days", Engagement, "sessions",
            "Sessions that began in the 30 days before the cutoff; a session ends after 30 minutes of silence."),
        new("session_count_ever", "Sessions ever", Engagement, "sessions",
            "Sessions before the cutoff; a session ends after 30 minutes of silence."),
        new("events_per_session", "Events per session", Engagement, "events",
            "Engagement events divided by sessions; missing without any."),
        new("mean_gap_days", "Usual days between sessions", Engagement, "days",
            "Mean gap between sessions; missing with fewer than two."),
        new("gap_deviation_days", "Spread of the days between sessions", Engagement, "days",
            "Standard deviation of the gaps between sessions; missing with fewer than three sessions."),
        new("longest_gap_days", "Longest silence between sessions", Engagement, "days",
            "Longest gap between sessions; missing with fewer than two."),
        new("silence_ratio", "Silence against the lead's own rhythm", Engagement, "ratio",
            "Days since the latest engagement divided by the mean gap between sessions; above 1 the lead is quieter than usual."),
        new("engagement_per_week", "Engagement per week", Engagement, "events per week",
            "Engagement events divided by the weeks since the first one, at least one week; missing when there was none."),
        new("trend_7d", "Trend: last week against the three before", Engagement, "ratio",
            "Daily engagement of the last 7 days over that of the 21 days before, both with half an event a week added; " +
            "missing when both are silent."),
        new("trend_30d", "Trend: last 30 days against the 30 before", Engagement, "ratio",
            "Engagement of the last 30 days over that of the 30 days before, both with half an event added; " +
            "missing when both are silent."),
        new("rewarm_silence_days", "Silence before coming back", Engagement, "days",
            "Longest silence that ended with an engagement in the 30 days before the cutoff; missing when none did."),
        new("rewarm_count", "Times the lead came back", Engagement, "times",
            "How often the lead engaged again after 90 days of silence or more."),
        new("first_act_decisive", "Began with a decisive act", Inquiry, "yes or no",
            "1 when the lead's first engagement was a decisive act, else 0; missing without any."),
        new("latest_act_decisive", "Latest act was decisive", Inquiry, "yes or no",
            "1 when the lead's latest engagement was a decisive act, else 0; missing without any."),
        new("latest_session_events", "Events in the latest session", Engagement, "events",
            "Engagement events in the lead's latest session; missing without any."),
    ];

    long _cutoff, _first, _latest, _latestActiveDay;
    int _events, _events7, _events21, _events30, _eventsBefore30;
    int _activeDays, _activeDays30, _activeDays90;
    int _sessions, _sessions7, _sessions30, _latestSessionEvents;
    int _gaps, _rewarms;
    double _gapSum, _gapSquares, _longestGap, _rewarmSilence;
    bool _isFirstDecisive, _isLatestDecisive;

    public IReadOnlyList<FeatureDefinition> Definitions => s_definitions;

    public void Begin(long cutoff)
    {
        _cutoff = cutoff;
        _first = _latest = 0;
        _latestActiveDay = -1;
        _events = _events7 = _events21 = _events30 = _eventsBefore30 = 0;
        _activeDays = _activeDays30 = _activeDays90 = 0;
        _sessions = _sessions7 = _sessions30 = _latestSessionEvents = 0;
        _gaps = _rewarms = 0;
        _gapSum = _gapSquares = _longestGap = 0;
        _rewarmSilence = double.NaN;
        _isFirstDecisive = _isLatestDecisive = false;
    }

    public void Add(in KnownEvent known)
    {
        if (!known.IsEngagement)
            return;
        var age = _cutoff - known.OccurredAt;
        _isLatestDecisive = (known.Meaning.Traits & SignalTraits.Decisive) != SignalTraits.None;
        if (_events == 0)
        {
            _first = known.OccurredAt;
            _isFirstDecisive = _isLatestDecisive;
        }
        if (_events == 0 || known.OccurredAt - _latest > SessionGap)
            BeginSession(known.OccurredAt, age);
        _events++;
        _latestSessionEvents++;
        _latest = known.OccurredAt;
        CountByAge(age);
    }

    public void Write(Lead lead, Span<double> features)
    {
        var isEmpty = _events == 0;
        var silence = Days(_cutoff - _latest);
        var meanGap = _gaps == 0 ? double.NaN : _gapSum / _gaps;
        var place = 0;
        features[place++] = isEmpty ? double.NaN : Days(_cutoff - _first);
        features[place++] = _activeDays30;
        features[place++] = _activeDays90;
        features[place++] = _activeDays;
        features[place++] = _sessions7;
        features[place++] = _sessions30;
        features[place++] = _sessions;
        features[place++] = isEmpty ? double.NaN : _events / (double)_sessions;
        features[place++] = meanGap;
        features[place++] = _gaps < 2 ? double.NaN : Math.Sqrt(Math.Max(0, (_gapSquares / _gaps) - (meanGap * meanGap)));
        features[place++] = _gaps == 0 ? double.NaN : _longestGap;
        features[place++] = silence / meanGap;
        features[place++] = isEmpty ? double.NaN : _events / Math.Max(1, Days(_cutoff - _first) / 7);
        features[place++] = _events7 + _events21 == 0 ? double.NaN : (_events7 + 0.5) / 7 / ((_events21 + 1.5) / 21);
        features[place++] = _events30 + _eventsBefore30 == 0 ? double.NaN : (_events30 + 0.5) / (_eventsBefore30 + 0.5);
        features[place++] = _rewarmSilence;
        features[place++] = _rewarms;
        features[place++] = isEmpty ? double.NaN : Flag(_isFirstDecisive);
        features[place++] = isEmpty ? double.NaN : Flag(_isLatestDecisive);
        features[place] = isEmpty ? double.NaN : _latestSessionEvents;
    }

    static double Days(long ticks) => ticks / (double)Day;

    static double Flag(bool value) => value ? 1 : 0;

    void BeginSession(long occurredAt, long age)
    {
        if (_events > 0)
        {
            var gap = Days(occurredAt - _latest);
            _gaps++;
            _gapSum += gap;
            _gapSquares += gap * gap;
            _longestGap = Math.Max(_longestGap, gap);
            if (gap >= RewarmDays)
                _rewarms++;
            if (age <= 30 * Day && !(_rewarmSilence >= gap))
                _rewarmSilence = gap;
        }
        _latestSessionEvents = 0;
        _sessions++;
        if (age <= 7 * Day)
            _sessions7++;
        if (age <= 30 * Day)
            _sessions30++;
    }

    void CountByAge(long age)
    {
        if (age <= 7 * Day)
            _events7++;
        else if (age <= 28 * Day)
            _events21++;
        if (age <= 30 * Day)
            _events30++;
        else if (age <= 60 * Day)
            _eventsBefore30++;

        // Ages are above 0, so day 0 is (0, 1 day], as the windows are.
        var day = (age - 1) / Day;
        if (day == _latestActiveDay)
            return;
        _latestActiveDay = day;
        _activeDays++;
        if (day < 30)
            _activeDays30++;
        if (day < 90)
            _activeDays90++;
    }
}
