namespace WarmLeads.ML.Leads;

/// <summary>Counts, recency and gaps of each kind that the history has and no shipped signal counts.</summary>
sealed class KindBlock : IFeatureBlock
{
    const int FeaturesOfKind = 6;
    const long Day = TimeSpan.TicksPerDay;

    static readonly TimeWindow[] s_windows = [new(7), new(30), TimeWindow.Ever];

    readonly Dictionary<string, int> _placeOf = new(StringComparer.Ordinal);
    readonly Tally[] _tallies;
    long _cutoff;

    public KindBlock(IReadOnlyList<string> kinds, SignalCatalog catalog)
    {
        var names = HistoryMeasures.NamesOf("kind_", kinds);
        var definitions = new List<FeatureDefinition>(kinds.Count * FeaturesOfKind);
        for (var i = 0; i < kinds.Count; i++)
        {
            _placeOf.Add(kinds[i], i);
            definitions.AddRange(Define(kinds[i], names[i], catalog.FamilyOf(kinds[i])));
        }

        _tallies = new Tally[kinds.Count];
        Definitions = definitions;
    }

    public IReadOnlyList<FeatureDefinition> Definitions { get; }

    public void Begin(long cutoff)
    {
        _cutoff = cutoff;
        Array.Clear(_tallies);
    }

    public void Add(in KnownEvent known)
    {
        if (known.IsMachine || !_placeOf.TryGetValue(known.Event.Kind, out var place))
            return;
        ref var tally = ref _tallies[place];
        if (tally.Count == 0)
            tally.First = known.OccurredAt;
        tally.Latest = known.OccurredAt;
        tally.Count++;
        var age = _cutoff - known.OccurredAt;
        tally.Count7 += age <= 7 * Day ? 1 : 0;
        tally.Count30 += age <= 30 * Day ? 1 : 0;
    }

    public void Write(Lead lead, Span<double> features)
    {
        var place = 0;
        foreach (ref readonly var tally in _tallies.AsSpan())
        {
            var isEmpty = tally.Count == 0;
            features[place++] = tally.Count7;
            features[place++] = tally.Count30;
            features[place++] = tally.Count;
            features[place++] = isEmpty ? double.NaN : (_cutoff - tally.Latest) / (double)Day;
            features[place++] = isEmpty ? double.NaN : (_cutoff - tally.First) / (double)Day;
            features[place++] = tally.Count < 2 ? double.NaN : (tally.Latest - tally.First) / (double)Day / (tally.Count - 1);
        }
    }

    static IEnumerable<FeatureDefinition> Define(string kind, string name, SignalFamily family)
    {
        foreach (var window in s_windows)
        {
            yield return new FeatureDefinition(
                $"{name}_count_{window.Suffix}", $"Events of kind {kind} {window.Words}", family, "events",
                $"How many events of kind “{kind}” occurred {window.Span}.");
        }

        yield return new FeatureDefinition(
            $"days_since_{name}", $"Events of kind {kind}: days since the latest", family, "days",
            $"Days from the latest event of kind “{kind}” to the cutoff; missing when there was none.");
        yield return new FeatureDefinition(
            $"days_since_first_{name}", $"Events of kind {kind}: days since the first", family, "days",
            $"Days from the first event of kind “{kind}” to the cutoff; missing when there was none.");
        yield return new FeatureDefinition(
            $"{name}_mean_gap_days", $"Events of kind {kind}: usual days between two", family, "days",
            $"Mean days between events of kind “{kind}”; missing with fewer than two.");
    }

    record struct Tally(int Count, int Count7, int Count30, long First, long Latest);
}
