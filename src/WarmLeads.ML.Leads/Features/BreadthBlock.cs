using static WarmLeads.ML.Leads.SignalFamily;

namespace WarmLeads.ML.Leads;

/// <summary>How widely the lead engages: different kinds, families, pages and pieces of content.</summary>
sealed class BreadthBlock(SignalCatalog catalog) : IFeatureBlock
{
    const long Window = 30 * TimeSpan.TicksPerDay;

    static readonly FeatureDefinition[] s_definitions =
    [
        new("distinct_kinds_30d", "Different kinds of engagement in the last 30 days", Engagement, "kinds",
            "How many kinds of engagement occurred in the 30 days before the cutoff."),
        new("distinct_kinds_ever", "Different kinds of engagement ever", Engagement, "kinds",
            "How many kinds of engagement occurred before the cutoff."),
        new("distinct_families_30d", "Different channels in the last 30 days", Engagement, "families",
            "How many signal families had engagement in the 30 days before the cutoff."),
        new("distinct_families_ever", "Different channels ever", Engagement, "families",
            "How many signal families had engagement before the cutoff."),
        new("distinct_pages_30d", "Different pages in the last 30 days", Website, "pages",
            "How many values of the property `page` occurred in the 30 days before the cutoff."),
        new("distinct_pages_ever", "Different pages ever", Website, "pages",
            "How many values of the property `page` occurred before the cutoff."),
        new("distinct_content_ever", "Different pieces of content ever", Content, "pieces",
            "How many values of the property `asset` occurred before the cutoff."),
    ];

    // What was seen, and the latest time of each; kinds that the catalog has an entry for stand in an array.
    readonly long[] _knownKinds = new long[catalog.EntryCount];
    readonly DistinctTexts _otherKinds = new(), _pages = new(), _assets = new();

    readonly long[] _families = new long[(int)Intent + 1];
    long _cutoff;

    public IReadOnlyList<FeatureDefinition> Definitions => s_definitions;

    public void Begin(long cutoff)
    {
        _cutoff = cutoff;
        Array.Fill(_knownKinds, long.MinValue);
        _otherKinds.Clear();
        _pages.Clear();
        _assets.Clear();
        Array.Fill(_families, long.MinValue);
    }

    public void Add(in KnownEvent known)
    {
        if (!known.IsEngagement)
            return;
        if (known.Meaning.Kind >= 0)
            _knownKinds[known.Meaning.Kind] = known.OccurredAt;
        else
            _otherKinds.Add(known.Event.Kind, known.OccurredAt);
        _families[(int)known.Meaning.Family] = known.OccurredAt;
        var properties = known.Event.Properties;
        if (properties.Count == 0)
            return;
        if (EventDetails.Find(properties, "page") is { } page)
            _pages.Add(page, known.OccurredAt);
        if (EventDetails.Find(properties, "asset") is { } asset)
            _assets.Add(asset, known.OccurredAt);
    }

    public void Write(Lead lead, Span<double> features)
    {
        features[0] = CountSince(_knownKinds, _cutoff - Window) + _otherKinds.CountSince(_cutoff - Window);
        features[1] = CountSince(_knownKinds, long.MinValue + 1) + _otherKinds.Count;
        features[2] = CountSince(_families, _cutoff - Window);
        features[3] = CountSince(_families, long.MinValue + 1);
        features[4] = _pages.CountSince(_cutoff - Window);
        features[5] = _pages.Count;
        features[6] = _assets.Count;
    }

    static int CountSince(long[] seen, long moment)
    {
        var count = 0;
        foreach (var latest in seen)
        {
            if (latest >= moment)
                count++;
        }
        return count;
    }
}
