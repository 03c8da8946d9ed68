using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Snapshots of open leads with their features as of each cutoff, ready to be encoded for any part of them.</summary>
public sealed class SnapshotSource
{
    // A level that fewer leads share tells leads apart, and the snapshots of one lead would vouch for each other.
    const int LeadsForALevel = 10;

    readonly IReadOnlyList<FeatureDefinition> _definitions;
    readonly IReadOnlyList<TextColumn> _attributes;
    readonly IReadOnlyList<double[]> _features;

    SnapshotSource(
        IReadOnlyList<FeatureDefinition> definitions, IReadOnlyList<TextColumn> attributes, IReadOnlyList<double[]> features,
        IReadOnlyList<Snapshot> snapshots, int leadCount)
    {
        (_definitions, _attributes, _features, Snapshots, LeadCount) = (definitions, attributes, features, snapshots, leadCount);
    }

    /// <summary>The snapshots, by lead and then by time.</summary>
    public IReadOnlyList<Snapshot> Snapshots { get; }

    /// <summary>Leads that were read, with and without a snapshot.</summary>
    public int LeadCount { get; }

    /// <summary>Takes snapshots of histories, one lead in memory at a time.</summary>
    /// <param name="histories">The histories.</param>
    /// <param name="scorer">Builds features, as serving does.</param>
    /// <param name="options">Horizon, now and the most snapshots of a lead.</param>
    /// <param name="champion">The serving model, scored on the same snapshots; null when there is none.</param>
    /// <param name="seed">Seed of the draw of cutoffs.</param>
    /// <param name="progress">Told the number of leads read.</param>
    /// <param name="stop">Stops the reading.</param>
    public static async Task<SnapshotSource> ReadAsync(
        IAsyncEnumerable<LeadHistory> histories, LeadScorer scorer, HistoryOptions options, ConversionModel? champion, ulong seed,
        Action<int>? progress, CancellationToken stop)
    {
        var definitions = scorer.Builder.Definitions;
        var buffer = new double[definitions.Count];
        var row = champion is null ? null : new RowEncoder(champion.Schema);
        Dictionary<string, TextInterner> attributes = new(StringComparer.Ordinal);
        List<double[]> features = [];
        List<Snapshot> snapshots = [];
        var leads = 0;
        await foreach (var history in histories.WithCancellation(stop))
        {
            // What was recorded after now is not known: an outcome told later leaves the lead open.
            var known = history.Outcome is { } outcome && outcome.RecordedAt >= options.Now ? history with { Outcome = null } : history;
            foreach (var (cutoff, nights) in SnapshotCalendar.Cutoffs(known, options, seed))
            {
                scorer.Builder.Build(known.Lead, known.Events, cutoff, buffer);
                features.Add([.. buffer]);
                foreach (var (name, text) in LeadScorer.AttributesOf(known.Lead))
                {
                    if (!attributes.TryGetValue(name, out var interner))
                        attributes.Add(name, interner = new TextInterner(name));
                    while (interner.Count < snapshots.Count)
                        interner.Add("");
                    interner.Add(text);
                }

                var championScore = double.NaN;
                if (champion is not null)
                {
                    scorer.Fill(row!, known.Lead, known.Events, cutoff);
                    championScore = champion.Score(row!.Encode());
                }

                var converted = known.Outcome is { Kind: OutcomeKind.Converted } won &&
                    won.OccurredAt < cutoff + TimeSpan.FromDays(options.HorizonDays);
                snapshots.Add(new Snapshot(leads, cutoff, converted, nights, championScore));
            }

            if (++leads % 256 == 0)
                progress?.Invoke(leads);
        }

        foreach (var interner in attributes.Values)
        {
            while (interner.Count < snapshots.Count)
                interner.Add("");
        }

        return new SnapshotSource(
            definitions, [.. attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value.Finish())], features, snapshots, leads);
    }

    /// <summary>Learns the inputs from some snapshots: kinds and levels of attributes, and which features vary.</summary>
    /// <param name="rows">Indices into <see cref="Snapshots"/>.</param>
    public FlatSchema Learn(int[] rows)
    {
        List<InputColumn> inputs = [];
        List<ColumnFinding> findings = [];
        List<DroppedColumn> dropped = [];
        var inference = new ColumnInference(ModelSchema.DefaultMissingMarkers);
        var leads = rows.Select(row => Snapshots[row].Lead).Distinct().Count();
        foreach (var attribute in _attributes)
        {
            var finding = inference.Infer(attribute.Take(rows));
            findings.Add(finding);
            if (finding.Kind == ColumnKind.Categorical && finding.Distinct * LeadsForALevel > leads)
            {
                dropped.Add(new DroppedColumn(
                    attribute.Name, $"nearly an identifier: {Figures.Count(finding.Distinct)} different values among {Figures.Count(leads)} leads"));
                continue;
            }

            if (finding.Kind is null or ColumnKind.Date)
                dropped.Add(new DroppedColumn(attribute.Name, finding.DroppedReason ?? "a date among the attributes; record it as an event to use it"));
            else
                inputs.Add(FlatSource.Input(finding, nameof(SignalFamily.Fit)) with { DisplayName = DisplayNameOf(finding.Name) });
        }

        for (var i = 0; i < _definitions.Count; i++)
        {
            var definition = _definitions[i];
            if (!Varies(i, rows))
            {
                dropped.Add(new DroppedColumn(definition.Name, "constant in this history"));
                continue;
            }

            inputs.Add(new InputColumn
            {
                Name = definition.Name,
                DisplayName = definition.DisplayName,
                Family = definition.Family.ToString(),
                Unit = definition.Unit,
                Kind = ColumnKind.Numeric,
                Source = ColumnSource.Engagement,
            });
        }

        return new FlatSchema(
            new ModelSchema { Columns = inputs, MissingMarkers = ModelSchema.DefaultMissingMarkers, IdColumn = "lead_id" }, findings, dropped);
    }

    /// <summary>Encodes snapshots as serving would.</summary>
    /// <param name="schema">The inputs.</param>
    /// <param name="rows">Indices into <see cref="Snapshots"/>.</param>
    public TrainingTable Encode(ModelSchema schema, int[] rows)
    {
        var featureOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < _definitions.Count; i++)
            featureOf.Add(_definitions[i].Name, i);

        var columns = new List<double[]>(schema.Columns.Count);
        foreach (var input in schema.Columns)
        {
            if (input.Source == ColumnSource.Engagement)
            {
                var feature = featureOf[input.Name];
                columns.Add([.. rows.Select(row => _features[row][feature])]);
            }
            else
            {
                var attribute = _attributes.First(column => column.Name == input.Name);
                columns.Add(attribute.Encode(new ColumnEncoder(input, schema.MissingMarkers), rows));
            }
        }

        return new TrainingTable(schema, columns, [.. rows.Select(row => Snapshots[row].Converted ? 1f : 0f)])
        {
            Weights = Weights(rows),
            Groups = [.. rows.Select(row => Snapshots[row].Lead)],
            Times = [.. rows.Select(row => ValueText.Days(Snapshots[row].Cutoff))],
        };
    }

    /// <summary>Weights of snapshots: the nights that they stand for, 1 on average.</summary>
    /// <param name="rows">Indices into <see cref="Snapshots"/>.</param>
    public float[] Weights(int[] rows)
    {
        var mean = rows.Average(row => (double)Snapshots[row].Nights);
        return [.. rows.Select(row => (float)(Snapshots[row].Nights / mean))];
    }

    static string DisplayNameOf(string attribute) =>
        DerivedAttributes.Definitions.FirstOrDefault(definition => definition.Name == attribute)?.DisplayName ?? attribute.Replace('_', ' ').Trim();

    bool Varies(int feature, int[] rows)
    {
        var first = _features[rows[0]][feature];
        return rows.Any(row => !first.Equals(_features[row][feature]));
    }
}
