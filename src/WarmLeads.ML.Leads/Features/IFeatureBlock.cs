namespace WarmLeads.ML.Leads;

/// <summary>A group of features that are measured together in one pass over the known events.</summary>
/// <remarks>One instance serves one thread and many leads: Begin, then Add for each event in order, then Write.</remarks>
interface IFeatureBlock
{
    /// <summary>What it measures, in the order in which <see cref="Write"/> writes.</summary>
    IReadOnlyList<FeatureDefinition> Definitions { get; }

    /// <summary>Forgets the lead before.</summary>
    /// <param name="cutoff">The moment that we pretend it is, in UTC ticks.</param>
    void Begin(long cutoff);

    /// <summary>Takes the next event; events come by time of occurrence, then source, then event id.</summary>
    void Add(in KnownEvent known);

    /// <summary>Writes the features, as many as there are definitions.</summary>
    void Write(Lead lead, Span<double> features);
}
