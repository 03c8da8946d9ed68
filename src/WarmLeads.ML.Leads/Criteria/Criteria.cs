namespace WarmLeads.ML.Leads;

/// <summary>When a lead is warm, hot, marketing-qualified, accepted, re-warmed, heating or cooling: `criteria.json`, checked.</summary>
public sealed class Criteria
{
    readonly Dictionary<string, CriteriaRules> _segments;

    /// <summary>Checks and keeps the parts.</summary>
    /// <param name="version">Names these criteria in every transition; 1 to 100 characters.</param>
    /// <param name="rules">What holds for every lead whose segment has no rules of its own.</param>
    /// <param name="segmentAttribute">The attribute of a lead that names its segment.</param>
    /// <param name="segments">Rules by segment, compared without regard to case.</param>
    /// <exception cref="ArgumentException">A part is out of its range or contradicts another; the message says which and what to do.</exception>
    public Criteria(
        string version, CriteriaRules rules, string segmentAttribute, IReadOnlyDictionary<string, CriteriaRules> segments)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(segments);
        CriteriaChecks.Check(version, segmentAttribute);
        CriteriaChecks.Check("", rules);
        _segments = new Dictionary<string, CriteriaRules>(StringComparer.OrdinalIgnoreCase);
        foreach (var (segment, own) in segments)
        {
            CriteriaChecks.Check($"segment '{segment}': ", own);
            if (!_segments.TryAdd(segment, own))
                throw new ArgumentException($"Segment '{segment}' is there twice, in different case. Keep one of the two.");
        }
        (Version, Rules, SegmentAttribute) = (version, rules, segmentAttribute);
    }

    /// <summary>The shipped criteria.</summary>
    public static Criteria Default { get; } = new(
        "shipped-1", new CriteriaRules(), "segment",
        new Dictionary<string, CriteriaRules>(StringComparer.Ordinal)
        {
            ["smb"] = new() { PatienceDays = 75 },
            ["enterprise"] = new() { PatienceDays = 270 },
        });

    /// <summary>Names these criteria in every transition.</summary>
    public string Version { get; }

    /// <summary>What holds for every lead whose segment has no rules of its own.</summary>
    public CriteriaRules Rules { get; }

    /// <summary>The attribute of a lead that names its segment.</summary>
    public string SegmentAttribute { get; }

    /// <summary>Rules by segment.</summary>
    public IReadOnlyDictionary<string, CriteriaRules> Segments => _segments;

    /// <summary>The segment that a lead says it is of; empty when it says nothing.</summary>
    public string SegmentOf(Lead lead)
    {
        ArgumentNullException.ThrowIfNull(lead);
        return lead.Attributes.GetValueOrDefault(SegmentAttribute, "").Trim();
    }

    /// <summary>The rules that hold for a lead.</summary>
    public CriteriaRules For(Lead lead) => _segments.GetValueOrDefault(SegmentOf(lead), Rules);

    /// <summary>Refuses criteria that speak of signals or acts that a catalog does not have.</summary>
    /// <param name="catalog">What kinds of events mean.</param>
    /// <exception cref="ArgumentException">A level counts an unknown signal, or an act that qualifies would not make a lead warm.</exception>
    public void CheckAgainst(SignalCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        CriteriaChecks.Check("", Rules, catalog);
        foreach (var (segment, own) in _segments)
            CriteriaChecks.Check($"segment '{segment}': ", own, catalog);
    }
}
