using static WarmLeads.ML.Leads.SignalFamily;

namespace WarmLeads.ML.Leads;

/// <summary>What the lead's colleagues at the same account do; it is fed their events, not the lead's.</summary>
sealed class ColleagueBlock : IFeatureBlock
{
    const long Day = TimeSpan.TicksPerDay;

    static readonly FeatureDefinition[] s_definitions =
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

    readonly Dictionary<string, long> _latest = new(StringComparer.Ordinal);
    long _cutoff, _latestOfAll;
    int _events30, _decisive90;
    double _decayed;

    public IReadOnlyList<FeatureDefinition> Definitions => s_definitions;

    public void Begin(long cutoff)
    {
        _cutoff = cutoff;
        _latest.Clear();
        _latestOfAll = long.MinValue;
        _events30 = _decisive90 = 0;
        _decayed = 0;
    }

    public void Add(in KnownEvent known)
    {
        if (!known.IsEngagement)
            return;
        var age = _cutoff - known.OccurredAt;
        _latest[known.Event.LeadId] = known.OccurredAt;
        _latestOfAll = known.OccurredAt;
        _decayed += CountedTrack.DecayOf(age);
        _events30 += age <= 30 * Day ? 1 : 0;
        if ((known.Meaning.Traits & SignalTraits.Decisive) != SignalTraits.None)
            _decisive90 += age <= 90 * Day ? 1 : 0;
    }

    public void Write(Lead lead, Span<double> features)
    {
        var active = 0;
        foreach (var latest in _latest.Values)
            active += _cutoff - latest <= 30 * Day ? 1 : 0;
        features[0] = active;
        features[1] = _latest.Count;
        features[2] = _events30;
        features[3] = _decayed;
        features[4] = _latestOfAll == long.MinValue ? double.NaN : (_cutoff - _latestOfAll) / (double)Day;
        features[5] = _decisive90;
    }
}
