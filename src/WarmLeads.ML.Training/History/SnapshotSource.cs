using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Snapshots of open leads with their features as of each cutoff, ready to be encoded for any part of them.</summary>
public sealed class SnapshotSource
{
    // A level that fewer leads share tells leads apart, and the snapshots of one lead would vouch for each other.
    const int LeadsForALevel = 10;

    // What differs in fewer snapshots is noise to a fit and a burden to a reader.
    const int FewestDifferent = 5;

    readonly LeadFeatureBuilder _builder;
    readonly IReadOnlyList<TextColumn> _attributes, _texts;
    readonly IReadOnlyList<double[]> _features;
    readonly IReadOnlyList<Snapshot> _undecided;

    internal SnapshotSource(
        LeadFeatureBuilder builder, IReadOnlyList<TextColumn> attributes, IReadOnlyList<TextColumn> texts, IReadOnlyList<double[]> features,
        IReadOnlyList<Snapshot> rows, IReadOnlyList<Snapshot> undecided, int leadCount)
    {
        (_builder, _attributes, _texts, _features, Rows, _undecided, LeadCount) =
            (builder, attributes, texts, features, rows, undecided, leadCount);
        Snapshots = [.. rows.TakeWhile(row => row.IsDecided)];
    }

    /// <summary>The snapshots of which it is known what became of the lead, by lead and then by time.</summary>
    public IReadOnlyList<Snapshot> Snapshots { get; }

    /// <summary><see cref="Snapshots"/>, and behind them those whose horizon has not passed, by lead and then by time.</summary>
    public IReadOnlyList<Snapshot> Rows { get; }

    /// <summary>Leads that were read, with and without a snapshot.</summary>
    public int LeadCount { get; }

    /// <summary>Snapshots of leads that are still open, where the final outcome counts.</summary>
    public int UndecidedCount => _undecided.Count;

    /// <summary>The attributes that some lead has, in ordinal order.</summary>
    public IEnumerable<string> AttributeNames => _attributes.Select(attribute => attribute.Name);

    /// <summary>Attributes that are no inputs.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>An attribute of a snapshot's lead; empty when it has none.</summary>
    /// <param name="name">One of <see cref="AttributeNames"/>.</param>
    /// <param name="row">An index into <see cref="Snapshots"/>.</param>
    public string Attribute(string name, int row) => _attributes.First(attribute => attribute.Name == name)[row];

    /// <summary>A feature of snapshots, whether or not a model uses it; shape [rows].</summary>
    /// <param name="name">The feature's name.</param>
    /// <param name="rows">Indices into <see cref="Snapshots"/>.</param>
    public double[] Feature(string name, int[] rows)
    {
        var feature = 0;
        while (_builder.Definitions[feature].Name != name)
            feature++;
        return [.. rows.Select(row => _features[row][feature])];
    }

    /// <summary>Takes snapshots of histories, one lead in memory at a time.</summary>
    /// <param name="histories">The histories; read twice where the options do not say what is measured, which is looked for first, and three times where a share is the test period.</param>
    /// <param name="scorer">Builds features, as serving does.</param>
    /// <param name="options">Horizon, now, the most snapshots of a lead, and what is measured.</param>
    /// <param name="champion">The serving model, scored on the same snapshots; null when there is none.</param>
    /// <param name="seed">Seed of the draw of cutoffs.</param>
    /// <param name="progress">Told the number of leads read.</param>
    /// <param name="stop">Stops the reading.</param>
    public static async Task<SnapshotSource> ReadAsync(
        IAsyncEnumerable<LeadHistory> histories, LeadScorer scorer, HistoryOptions options, ConversionModel? champion, ulong seed,
        Action<int>? progress, CancellationToken stop)
    {
        var measures = options.Measures ?? await MeasureSurvey.ReadAsync(
            histories, scorer.Builder.Catalog, await TestStart.FindAsync(histories, options, seed, stop), stop);
        var builder = scorer.BuilderOf(measures);
        var reader = new SnapshotReader(scorer, builder, options, champion, seed);
        await foreach (var history in histories.WithCancellation(stop))
        {
            reader.Add(history);
            if (reader.LeadCount % 256 == 0)
                progress?.Invoke(reader.LeadCount);
        }

        return reader.Finish();
    }

    // Why no model of them measures colleagues; null where nothing is said against it.
    string? WhyNoColleagues { get; init; }

    /// <summary>The same snapshots, of which no model measures colleagues.</summary>
    /// <param name="why">The reason, for the card.</param>
    internal SnapshotSource WithoutColleagues(string why) =>
        new(_builder, _attributes, _texts, _features, Rows, _undecided, LeadCount) { Exclude = Exclude, WhyNoColleagues = why };

    /// <summary>Learns the inputs from some snapshots: kinds and levels of attributes, and which features vary.</summary>
    /// <param name="rows">Indices into <see cref="Snapshots"/>.</param>
    public FlatSchema Learn(int[] rows)
    {
        List<InputColumn> inputs = [];
        List<ColumnFinding> findings = [];
        List<DroppedColumn> dropped = [];
        var inference = new ColumnInference(ModelSchema.DefaultMissingMarkers);
        var leads = rows.Select(row => Snapshots[row].Lead).Distinct().Count();
        var taken = _builder.Definitions.Concat(_builder.TextDefinitions).Select(definition => definition.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var attribute in _attributes)
        {
            if (Exclude.Contains(attribute.Name, StringComparer.Ordinal))
            {
                dropped.Add(new DroppedColumn(attribute.Name, "as asked for"));
                continue;
            }

            if (taken.Contains(attribute.Name))
            {
                dropped.Add(new DroppedColumn(attribute.Name, "a feature of the events has the same name; rename the attribute to use it"));
                continue;
            }

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

        var seen = new Dictionary<ulong, int>();
        for (var i = 0; i < _builder.Definitions.Count; i++)
        {
            var definition = _builder.Definitions[i];
            if (WhyNoColleagues is { } useless && LeadFeatureBuilder.ColleagueDefinitions.Any(colleague => colleague.Name == definition.Name))
            {
                dropped.Add(new DroppedColumn(definition.Name, useless));
                continue;
            }

            if (WhyDropped(i, rows, seen) is { } reason)
            {
                dropped.Add(new DroppedColumn(definition.Name, reason));
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

        for (var i = 0; i < _texts.Count; i++)
        {
            var definition = _builder.TextDefinitions[i];
            var levels = LevelsOf(_texts[i], rows);
            if (levels.Length < 2)
            {
                dropped.Add(new DroppedColumn(definition.Name, $"fewer than two values that {LeadsForALevel} leads have"));
                continue;
            }

            inputs.Add(new InputColumn
            {
                Name = definition.Name,
                DisplayName = definition.DisplayName,
                Family = definition.Family.ToString(),
                Kind = ColumnKind.Categorical,
                Source = ColumnSource.Engagement,
                Levels = levels,
            });
        }

        return new FlatSchema(
            new ModelSchema
            {
                Columns = inputs,
                MissingMarkers = ModelSchema.DefaultMissingMarkers,
                IdColumn = "lead_id",
                Measures = MeasuresOf(inputs) is { IsEmpty: false } measures ? measures : null,
            },
            findings, dropped);
    }

    // Whoever scores must not read colleagues for a model that has no use for them.
    HistoryMeasures MeasuresOf(List<InputColumn> inputs)
    {
        var names = inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        return _builder.Measures with
        {
            Colleagues = _builder.Measures.Colleagues && LeadFeatureBuilder.ColleagueDefinitions.Any(definition => names.Contains(definition.Name)),
        };
    }

    /// <summary>Encodes snapshots as serving would.</summary>
    /// <param name="schema">The inputs.</param>
    /// <param name="rows">Indices into <see cref="Rows"/>.</param>
    /// <param name="knownUntil">The end of what may be known, for weights of rows to learn from; null for rows to be judged on.</param>
    public TrainingTable Encode(ModelSchema schema, int[] rows, DateTimeOffset? knownUntil = null)
    {
        var featureOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < _builder.Definitions.Count; i++)
            featureOf.Add(_builder.Definitions[i].Name, i);

        var columns = new List<double[]>(schema.Columns.Count);
        foreach (var input in schema.Columns)
        {
            if (featureOf.TryGetValue(input.Name, out var feature))
                columns.Add([.. rows.Select(row => _features[row][feature])]);
            else
                columns.Add(_attributes.Concat(_texts).First(column => column.Name == input.Name).Encode(new ColumnEncoder(input, schema.MissingMarkers), rows));
        }

        return new TrainingTable(schema, columns, [.. rows.Select(row => Rows[row].Converted ? 1f : 0f)])
        {
            Weights = Weights(rows, knownUntil),
            Groups = [.. rows.Select(row => Rows[row].Lead)],
            Times = [.. rows.Select(row => ValueText.Days(Rows[row].Cutoff))],
        };
    }

    /// <summary>Weights of snapshots, 1 on average: the nights that they stand for, and what undoes the favour done to quick outcomes.</summary>
    /// <param name="rows">Indices into <see cref="Rows"/>.</param>
    /// <param name="knownUntil">The end of what may be known, for rows to learn from; null for rows to be judged on, which weigh their nights.</param>
    public float[] Weights(int[] rows, DateTimeOffset? knownUntil = null)
    {
        double[] weights = [.. rows.Select(row => (double)Rows[row].Nights)];
        if (knownUntil is { } end && _undecided.Count > 0)
        {
            TimeSpan[] followed =
                [.. Snapshots.Concat(_undecided).Where(snapshot => snapshot.Cutoff < end).Select(snapshot => end - snapshot.Cutoff)];
            var quick = CensoringWeights.Of([.. rows.Select(row => Snapshots[row].KnownFrom - Snapshots[row].Cutoff)], followed);
            for (var i = 0; i < weights.Length; i++)
                weights[i] *= quick[i];
        }

        var mean = weights.Average();
        return [.. weights.Select(weight => (float)(weight / mean))];
    }

    static string DisplayNameOf(string attribute) =>
        DerivedAttributes.Definitions.FirstOrDefault(definition => definition.Name == attribute)?.DisplayName ?? attribute.Replace('_', ' ').Trim();

    // The values that enough leads have, in ordinal order.
    string[] LevelsOf(TextColumn texts, int[] rows)
    {
        var leadsOf = new int[texts.Texts.Count];
        var latest = new int[texts.Texts.Count];
        foreach (var row in rows)
        {
            var code = texts.Codes[row];
            if (latest[code] == Snapshots[row].Lead + 1)
                continue;
            latest[code] = Snapshots[row].Lead + 1;
            leadsOf[code]++;
        }

        return
        [
            .. Enumerable.Range(0, leadsOf.Length).Where(code => leadsOf[code] >= LeadsForALevel && texts.Texts[code].Length > 0)
                .Select(code => texts.Texts[code]).Where(text => !ValueText.IsMissing(text, ModelSchema.DefaultMissingMarkers))
                .Order(StringComparer.Ordinal),
        ];
    }

    string? WhyDropped(int feature, int[] rows, Dictionary<ulong, int> seen)
    {
        var first = _features[rows[0]][feature];
        var different = rows.Count(row => !first.Equals(_features[row][feature]));
        if (different == 0)
            return "constant in this history";
        if (Math.Min(different, rows.Length - different) is var few && few < FewestDifferent && IsNearlyConstant(feature, rows))
            return $"nearly constant in this history: {few} of {Figures.Count(rows.Length)} snapshots differ";

        var hash = 14695981039346656037UL;
        foreach (var row in rows)
            hash = unchecked((hash ^ (ulong)BitConverter.DoubleToInt64Bits(_features[row][feature])) * 0x9E3779B97F4A7C15UL) ^ (hash >> 29);
        return seen.TryAdd(hash, feature) || !rows.All(row => _features[row][feature].Equals(_features[row][seen[hash]]))
            ? null
            : $"the same as {_builder.Definitions[seen[hash]].Name} in this history";
    }

    // Few rows differ from the first: or the first is one of the few.
    bool IsNearlyConstant(int feature, int[] rows)
    {
        var counts = new Dictionary<double, int>();
        foreach (var row in rows)
        {
            var value = _features[row][feature];
            counts[value] = counts.GetValueOrDefault(value) + 1;
            if (counts.Count > FewestDifferent)
                return false;
        }

        return rows.Length - counts.Values.Max() < FewestDifferent;
    }
}
