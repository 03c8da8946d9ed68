using static WarmLeads.ML.Leads.SignalFamily;

namespace WarmLeads.ML.Leads;

/// <summary>What the lead's colleagues at the same account do; it is fed the events of one colleague after the other.</summary>
sealed class ColleagueBlock
{
    const long Day = TimeSpan.TicksPerDay;

    long _cutoff, _latest;
    int _active30, _everActive, _events30, _decisive90;
    double _decayed;

    public static IReadOnlyList<FeatureDefinition> Definitions { get; } =
    [
        new("active_colleagues_30d", "Colleagues active in the last 30 days", Engagement, "leads",
            "How many other leads of the account engaged in the 30 days before the cutoff."),
        new("active_colleagues_ever", "Colleagues who ever engaged", Engagement, "leads",
            "How many other leads of the account engaged before the cutoff."),
        new("colleague_engagement_count_30d", "Engagement of colleagues in the last 30 days", Engagement, "events",
            "Engagement events of other leads of the account in the 30 days before the cutoff."),
        new("colleague_engagement_decayed", "Engagement of colleagues, fading with age", Engagement, "events",
            "Engagement events of other leads of the account, each weighing half as much for every 14 days of its age."),
        new("days_since_colleague_engagement", "Engagement of colleagues: days since the latest", Engagement, "days",
            "Days from the latest engagement of another lead of the account to the cutoff; missing when there was none."),
        new("colleague_decisive_act_count_90d", "Decisive acts of colleagues in the last 90 days", Inquiry, "events",
            "Decisive acts of other leads of the account in the 90 days before the cutoff."),
    ];

    /// <summary>Forgets the lead before.</summary>
    public void Begin(long cutoff)
    {
        (_cutoff, _latest, _decayed) = (cutoff, long.MinValue, 0);
        _active30 = _everActive = _events30 = _decisive90 = 0;
    }

    /// <summary>Takes up what was known of a colleague, in order.</summary>
    public void Add(ReadOnlySpan<KnownEvent> known)
    {
        var latest = long.MinValue;
        foreach (ref readonly var item in known)
        {
            if (!item.IsEngagement)
                continue;
            var age = _cutoff - item.OccurredAt;
            latest = item.OccurredAt;
            _decayed += CountedTrack.DecayOf(age);
            _events30 += age <= 30 * Day ? 1 : 0;
            if ((item.Meaning.Traits & SignalTraits.Decisive) != SignalTraits.None)
                _decisive90 += age <= 90 * Day ? 1 : 0;
        }

        if (latest == long.MinValue)
            return;
        _everActive++;
        _active30 += _cutoff - latest <= 30 * Day ? 1 : 0;
        _latest = Math.Max(_latest, latest);
    }

    /// <summary>Writes a number for each of the definitions.</summary>
    public void Write(Span<double> features)
    {
        features[0] = _active30;
        features[1] = _everActive;
        features[2] = _events30;
        features[3] = _decayed;
        features[4] = _latest == long.MinValue ? double.NaN : (_cutoff - _latest) / (double)Day;
        features[5] = _decisive90;
    }
}
