namespace WarmLeads.ML.Leads;

/// <summary>The working memory of one thread that builds features: one pass over the known events feeds every block.</summary>
sealed class FeaturePass
{
    readonly KnownEvents _known;
    readonly IFeatureBlock[] _blocks;

    public FeaturePass(SignalCatalog catalog)
    {
        _known = new KnownEvents(catalog);
        _blocks =
        [
            new LeadBlock(), new CountBlock(catalog), new RhythmBlock(), new BreadthBlock(),
            new SequenceBlock(catalog), new ProductBlock(catalog), new IntentBlock(), new ResponseBlock(),
        ];
        Definitions = [.. _blocks.SelectMany(block => block.Definitions)];
    }

    public IReadOnlyList<FeatureDefinition> Definitions { get; }

    public void Run(Lead lead, IReadOnlyList<EngagementEvent> events, DateTimeOffset cutoff, Span<double> features)
    {
        _known.Read(events, cutoff);
        foreach (var block in _blocks)
        {
            block.Begin(cutoff.UtcTicks);
            foreach (ref readonly var known in _known.Items)
                block.Add(known);
            var count = block.Definitions.Count;
            block.Write(lead, features[..count]);
            features = features[count..];
        }
    }
}
