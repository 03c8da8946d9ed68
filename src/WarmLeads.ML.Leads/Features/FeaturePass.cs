namespace WarmLeads.ML.Leads;

/// <summary>The working memory of one thread that builds features: one pass over the known events feeds every block.</summary>
sealed class FeaturePass
{
    readonly KnownEvents _known;
    readonly IFeatureBlock[] _blocks;
    readonly ColleagueBlock? _colleagues;
    readonly IntentBlock _intentOfAccount = new(ofAccount: true);
    readonly NewestColleagues _newest = new();
    readonly EventTexts _texts;

    public FeaturePass(SignalCatalog catalog, HistoryMeasures measures)
    {
        _known = new KnownEvents(catalog);
        _colleagues = measures.Colleagues ? new ColleagueBlock() : null;
        _blocks =
        [
            new LeadBlock(), new CountBlock(catalog), new RhythmBlock(), new BreadthBlock(catalog),
            new SequenceBlock(catalog), new ProductBlock(catalog), new IntentBlock(), new ResponseBlock(),
            .. measures.Kinds.Count > 0 ? (IFeatureBlock[])[new KindBlock(measures.Kinds, catalog)] : [],
            .. measures.Numbers.Count > 0 ? (IFeatureBlock[])[new NumberBlock(measures.Numbers)] : [],
            .. measures.Texts.Count > 0 ? (IFeatureBlock[])[new TextBlock(measures.Texts)] : [],
            .. (measures with { Colleagues = false }).IsEmpty ? (IFeatureBlock[])[] : [new CalendarBlock()],
        ];
        _texts = new EventTexts(measures);
        Definitions = [.. _blocks.SelectMany(block => block.Definitions), .. measures.Colleagues ? LeadFeatureBuilder.ColleagueDefinitions : []];
    }

    public IReadOnlyList<FeatureDefinition> Definitions { get; }

    public IReadOnlyList<FeatureDefinition> TextDefinitions => _texts.Definitions;

    public void ReadTexts(IReadOnlyList<EngagementEvent> events, DateTimeOffset cutoff, Span<string> texts)
    {
        _known.Read(events, cutoff);
        _texts.Read(_known.Items, texts);
    }

    public void Run(LeadHistory history, DateTimeOffset cutoff, Span<double> features)
    {
        _known.Read(history.Events, cutoff);
        foreach (var block in _blocks)
            features = Measure(block, history.Lead, cutoff, features);
        if (_colleagues is null)
            return;

        _intentOfAccount.Begin(cutoff.UtcTicks);
        Add(_intentOfAccount);
        _colleagues.Begin(cutoff.UtcTicks);
        // One after the other: a burst of mail, or an id that a source gives anew for each lead, is a matter of one lead.
        foreach (var events in _newest.Choose(history.Lead.Id, history.EventsOfAccount ?? [], cutoff))
        {
            _known.Read(events, cutoff);
            _colleagues.Add(_known.Items);
            Add(_intentOfAccount);
        }
        _colleagues.Write(features);
        _intentOfAccount.Write(history.Lead, features[ColleagueBlock.Definitions.Count..]);
    }

    /// <summary>Feeds a block, lets it write, and returns what is left of the room.</summary>
    Span<double> Measure(IFeatureBlock block, Lead lead, DateTimeOffset cutoff, Span<double> features)
    {
        block.Begin(cutoff.UtcTicks);
        Add(block);
        var count = block.Definitions.Count;
        block.Write(lead, features[..count]);
        return features[count..];
    }

    void Add(IFeatureBlock block)
    {
        foreach (ref readonly var known in _known.Items)
            block.Add(known);
    }
}
