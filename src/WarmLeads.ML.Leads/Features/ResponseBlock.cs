using static WarmLeads.ML.Leads.SignalFamily;

namespace WarmLeads.ML.Leads;

/// <summary>How the lead answers to our own touches.</summary>
sealed class ResponseBlock : IFeatureBlock
{
    const long Window = 90 * TimeSpan.TicksPerDay;

    static readonly FeatureDefinition[] s_definitions =
    [
        new("unanswered_touches", "Our touches since the latest engagement", Outreach, "touches",
            "How many touches of ours came after the lead's latest engagement, or ever when it never engaged."),
        new("engagement_per_touch_90d", "Engagement per touch of ours", Outreach, "events per touch",
            "Engagement events per touch of ours in the 90 days before the cutoff; missing without a touch."),
        new("active_after_cooling", "Engaged again after turning away", Email, "yes or no",
            "1 when the lead engaged after its latest unsubscribe or bounce, 0 when not; missing when it never turned away."),
    ];

    long _cutoff, _latestCooling;
    int _unanswered, _touches90, _events90;
    bool _isActiveAfterCooling;

    public IReadOnlyList<FeatureDefinition> Definitions => s_definitions;

    public void Begin(long cutoff)
    {
        _cutoff = cutoff;
        _latestCooling = long.MinValue;
        _unanswered = _touches90 = _events90 = 0;
        _isActiveAfterCooling = false;
    }

    public void Add(in KnownEvent known)
    {
        if (known.IsMachine)
            return;
        var isRecent = _cutoff - known.OccurredAt <= Window;
        if (known.Meaning.IsOwnTouch)
        {
            _unanswered++;
            _touches90 += isRecent ? 1 : 0;
        }
        else if (known.Meaning.IsCooling)
        {
            _latestCooling = known.OccurredAt;
            _isActiveAfterCooling = false;
        }
        else if (known.IsEngagement)
        {
            _unanswered = 0;
            _events90 += isRecent ? 1 : 0;
            _isActiveAfterCooling |= known.OccurredAt > _latestCooling;
        }
    }

    public void Write(Lead lead, Span<double> features)
    {
        features[0] = _unanswered;
        features[1] = _touches90 == 0 ? double.NaN : _events90 / (double)_touches90;
        features[2] = _latestCooling == long.MinValue ? double.NaN : _isActiveAfterCooling ? 1 : 0;
    }
}
