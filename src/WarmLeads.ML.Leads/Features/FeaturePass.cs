namespace WarmLeads.ML.Leads;

/// <summary>The working memory of one thread that builds features: one pass over the known events feeds every block.</summary>
sealed class FeaturePass
{
    readonly KnownEvents _known;
    readonly IFeatureBlock[] _blocks;
    readonly ColleagueBlock? _colleagues;
    readonly List<EngagementEvent> _ofColleagues = [];

    readonly EventTexts _texts;

    public FeaturePass(SignalCatalog catalog, HistoryMeasures measures, bool withColleagues)
    {
        _known = new KnownEvents(catalog);
        _colleagues = withColleagues ? new ColleagueBlock() : null;
        _blocks =
        [
            new LeadBlock(), new CountBlock(catalog), new RhythmBlock(), new BreadthBlock(catalog),
            new SequenceBlock(catalog), new ProductBlock(catalog), new IntentBlock(), new ResponseBlock(),
            .. measures.Kinds.Count > 0 ? (IFeatureBlock[])[new KindBlock(measures.Kinds, catalog)] : [],
            .. measures.Numbers.Count > 0 ? (IFeatureBlock[])[new NumberBlock(measures.Numbers)] : [],
            .. measures.Texts.Count > 0 ? (IFeatureBlock[])[new TextBlock(measures.Texts)] : [],
            .. measures.IsEmpty ? (IFeatureBlock[])[] : [new CalendarBlock()],
        ];
        _texts = new EventTexts(measures);
        Definitions = [.. _blocks.SelectMany(block => block.Definitions), .. _colleagues?.Definitions ?? []];
    }

    public IReadOnlyList<FeatureDefinition> Definitions { get; }

    public IReadOnlyList<FeatureDefinition> TextDefinitions => _texts.Definitions;

    public void ReadTexts(IReadOnlyList<EngagementEvent> events, DateTimeOffset cutoff, Span<string> texts)
    {
        _known.Read(events, cutoff);
        _texts.Read(_known.Items, texts);
    }

    public void Run(
        Lead lead, IReadOnlyList<EngagementEvent> events, IReadOnlyList<EngagementEvent> eventsOfAccount,
        DateTimeOffset cutoff, Span<double> features)
    {
        _known.Read(events, cutoff);
        foreach (var block in _blocks)
            features = Measure(block, lead, cutoff, features);
        if (_colleagues is null)
            return;

        _ofColleagues.Clear();
        foreach (var item in eventsOfAccount)
        {
            if (!item.LeadId.Equals(lead.Id, StringComparison.Ordinal))
                _ofColleagues.Add(item);
        }
        _known.Read(_ofColleagues, cutoff);
        Measure(_colleagues, lead, cutoff, features);
        _ofColleagues.Clear();
    }

    /// <summary>Feeds a block, lets it write, and returns what is left of the room.</summary>
    Span<double> Measure(IFeatureBlock block, Lead lead, DateTimeOffset cutoff, Span<double> features)
    {
        block.Begin(cutoff.UtcTicks);
        foreach (ref readonly var known in _known.Items)
            block.Add(known);
        var count = block.Definitions.Count;
        block.Write(lead, features[..count]);
        return features[count..];
    }
}
