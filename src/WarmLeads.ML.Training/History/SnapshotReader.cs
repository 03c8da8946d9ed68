using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Takes snapshots of histories, one lead in memory at a time.</summary>
/// <param name="scorer">Builds features, as serving does.</param>
/// <param name="builder">The builder of the history's own features.</param>
/// <param name="options">Horizon, now and the most snapshots of a lead.</param>
/// <param name="champion">The serving model, scored on the same snapshots; null when there is none.</param>
/// <param name="seed">Seed of the draw of cutoffs.</param>
sealed class SnapshotReader(LeadScorer scorer, LeadFeatureBuilder builder, HistoryOptions options, ConversionModel? champion, ulong seed)
{
    readonly double[] _buffer = new double[builder.Definitions.Count];
    readonly string[] _texts = new string[builder.TextDefinitions.Count];
    readonly TextInterner[] _eventTexts = [.. builder.TextDefinitions.Select(definition => new TextInterner(definition.Name))];
    readonly RowEncoder? _row = champion is null ? null : new RowEncoder(champion.Schema);
    readonly Dictionary<string, TextInterner> _attributes = new(StringComparer.Ordinal);
    readonly List<double[]> _features = [];
    readonly List<Snapshot> _rows = [], _undecided = [];

    /// <summary>Leads so far.</summary>
    public int LeadCount { get; private set; }

    /// <summary>Takes the snapshots of a lead.</summary>
    /// <param name="history">The lead.</param>
    public void Add(LeadHistory history)
    {
        // What was recorded after now is not known: an outcome told later leaves the lead open.
        var known = history.Outcome is { } outcome && outcome.RecordedAt >= options.Now ? history with { Outcome = null } : history;
        foreach (var (cutoff, nights) in SnapshotCalendar.Cutoffs(known, options, seed))
            Add(known, cutoff, nights);
        foreach (var (cutoff, nights) in SnapshotCalendar.OpenCutoffs(known, options, seed))
            Add(known, cutoff, nights);
        LeadCount++;
    }

    /// <summary>What was taken: first the snapshots of which it is known what became of the lead, then those whose horizon has not passed.</summary>
    public SnapshotSource Finish()
    {
        int[] order =
        [
            .. Enumerable.Range(0, _rows.Count).Where(row => _rows[row].IsDecided),
            .. Enumerable.Range(0, _rows.Count).Where(row => !_rows[row].IsDecided),
        ];
        TextColumn Column(TextInterner interner)
        {
            while (interner.Count < _rows.Count)
                interner.Add("");
            var column = interner.Finish();
            return column with { Codes = [.. order.Select(row => column.Codes[row])] };
        }

        return new SnapshotSource(
            builder, [.. _attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Column(pair.Value))],
            [.. _eventTexts.Select(Column)], [.. order.Select(row => _features[row])],
            [.. order.Select(row => _rows[row])], _undecided, LeadCount) { Exclude = options.Exclude };
    }

    void Add(LeadHistory known, DateTimeOffset cutoff, int nights)
    {
        var became = SnapshotOutcome.Of(known, cutoff, options);
        var snapshot = new Snapshot(LeadCount, cutoff, became.Converted, nights, double.NaN)
        {
            RegisteredAt = known.Lead.CreatedAt,
            KnownFrom = became.KnownFrom,
            ConvertedAt = became.ConvertedAt,
            ToldAt = became.ToldAt,
        };
        if (!snapshot.IsDecided && options.HorizonDays is null)
        {
            _undecided.Add(snapshot);
            return;
        }

        builder.Build(known, cutoff, _buffer);
        _features.Add([.. _buffer]);
        if (_texts.Length > 0)
            builder.ReadTexts(known.Events, cutoff, _texts);
        for (var i = 0; i < _texts.Length; i++)
            _eventTexts[i].Add(_texts[i]);
        foreach (var (name, text) in LeadScorer.AttributesOf(known.Lead))
        {
            if (!_attributes.TryGetValue(name, out var interner))
                _attributes.Add(name, interner = new TextInterner(name));
            while (interner.Count < _rows.Count)
                interner.Add("");
            interner.Add(text);
        }

        if (champion is not null && snapshot.IsDecided)
        {
            scorer.Fill(_row!, known, cutoff);
            snapshot = snapshot with { ChampionScore = champion.Score(_row!.Encode()) };
        }

        _rows.Add(snapshot);
    }
}
