using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>A flat table with its outcome, ready to be encoded for any part of its rows.</summary>
public sealed class FlatSource
{
    readonly FlatOptions _options;
    readonly FlatTable _table;
    double[]? _times;

    FlatSource(FlatOptions options, FlatTable table, FlatLabels labels) => (_options, _table, Labels) = (options, table, labels);

    /// <summary>The table.</summary>
    public FlatTable Table => _table;

    /// <summary>The outcome of each row whose outcome is known.</summary>
    public FlatLabels Labels { get; }

    /// <summary>Reads a table and its label column.</summary>
    /// <param name="options">Where it is and what its columns are for.</param>
    /// <param name="progress">Told how much was read, 0..1.</param>
    /// <param name="stop">Stops the reading.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, a named column is missing, or there are not two outcomes.</exception>
    public static FlatSource Read(FlatOptions options, IProgress<double>? progress, CancellationToken stop)
    {
        var table = FlatTable.Read(options.Data, progress, stop);
        var label = Column(table, options.Label, "--label");
        foreach (var (name, option) in new[] { (options.IdColumn, "--id"), (options.TimeColumn, "--time") })
        {
            if (name is not null)
                RefuseLabel(Column(table, name, option), option);
        }

        foreach (var name in options.Exclude)
            RefuseLabel(Column(table, name, "--exclude"), "--exclude");
        return new FlatSource(options, table, FlatLabels.Read(label, options.Positive, table.FileName));

        void RefuseLabel(TextColumn column, string option)
        {
            if (column == label)
                throw new InvalidDataException($"{table.FileName} column '{label.Name}' is named by --label and by {option}; it can be one of the two.");
        }
    }

    /// <summary>A column by name.</summary>
    /// <param name="table">The table.</param>
    /// <param name="name">The column.</param>
    /// <param name="option">The option that named it, for the sentence.</param>
    /// <exception cref="InvalidDataException">There is no such column; the sentence lists those that exist.</exception>
    public static TextColumn Column(FlatTable table, string name, string option)
    {
        if (table.Find(name) is { } column)
            return column;
        var nearest = table.Columns.MinBy(candidate => Distance(candidate.Name, name))!.Name;
        throw new InvalidDataException(
            $"{table.FileName} has no column '{name}' for {option}; did you mean '{nearest}'? Its columns are " +
            $"{string.Join(", ", table.Columns.Select(candidate => $"'{candidate.Name}'"))}.");
    }

    /// <summary>When each row with a known outcome stands: days since 1970 by the time column, or its number where rows are in order; null without either.</summary>
    /// <exception cref="InvalidDataException">A time is missing or is not ISO 8601; the sentence names the first such row.</exception>
    public double[]? Times() => _times ??= ReadTimes();

    double[]? ReadTimes()
    {
        if (_options.IsInTimeOrder)
            return [.. Labels.Rows.Select(row => (double)row)];
        if (_options.TimeColumn is not { } timeColumn)
            return null;
        var column = Column(_table, timeColumn, "--time");
        var days = column.Texts.Select(text => ValueText.TryParseInstant(text, out var instant) ? ValueText.Days(instant)
            : ValueText.TryParseNumber(text, out var number) ? number : double.NaN).ToArray();
        return
        [
            .. Labels.Rows.Select(row => double.IsNaN(days[column.Codes[row]])
                ? throw new InvalidDataException(
                    $"{_table.FileName} row {row + 1}, column '{timeColumn}': '{column[row]}' is not an ISO 8601 instant or a number; every row needs a time to be put in order.")
                : days[column.Codes[row]]),
        ];
    }

    /// <summary>Learns the inputs from some rows: kinds, levels, what to drop. Nothing of the other rows is looked at.</summary>
    /// <param name="rows">Indices into <see cref="FlatLabels.Rows"/>.</param>
    /// <param name="alsoExclude">Columns that are no inputs in this use, such as a fold column.</param>
    public FlatSchema Learn(int[] rows, params IEnumerable<string?> alsoExclude)
    {
        var tableRows = rows.Select(row => Labels.Rows[row]).ToArray();
        var excluded = _options.Exclude.ToHashSet(StringComparer.Ordinal);
        HashSet<string> roles = [_options.Label, .. alsoExclude.OfType<string>()];
        if (_options.TimeColumn is { } time)
            roles.Add(time);

        var inference = new ColumnInference(ModelSchema.DefaultMissingMarkers);
        List<InputColumn> inputs = [];
        List<ColumnFinding> findings = [];
        List<DroppedColumn> dropped = [];
        var idColumn = _options.IdColumn;
        foreach (var column in _table.Columns)
        {
            if (roles.Contains(column.Name))
                continue;
            if (excluded.Contains(column.Name))
            {
                dropped.Add(new DroppedColumn(column.Name, "excluded by --exclude"));
                continue;
            }

            if (column.Name == _options.IdColumn)
            {
                dropped.Add(new DroppedColumn(column.Name, "the lead's id, named by --id"));
                continue;
            }

            var finding = inference.Infer(column.Take(tableRows));
            findings.Add(finding);
            if (finding.Kind is null)
            {
                dropped.Add(new DroppedColumn(column.Name, finding.DroppedReason!));
                if (finding.IsIdentifier)
                    idColumn ??= column.Name;
                continue;
            }

            inputs.Add(Input(finding, "Attributes"));
        }

        string[] dates = [.. inputs.Where(input => input.Kind == ColumnKind.Date).Select(input => input.Name)];
        if (_options.TimeColumn is null && dates.Length == 1)
        {
            // A date by itself says how long ago something was only to a row that knows its own moment.
            inputs.RemoveAll(input => input.Name == dates[0]);
            dropped.Add(new DroppedColumn(dates[0], "the only date, and no --time column says as of when a row stands"));
            dates = [];
        }

        if (inputs.Count == 0)
        {
            throw new InvalidDataException(
                $"{_table.FileName} has no column to learn from" +
                string.Concat(dropped.Select((drop, i) => $"{(i == 0 ? ": " : "; ")}'{drop.Name}' is {drop.Reason}")) +
                "; add columns that say what was known of a lead before its outcome.");
        }

        var schema = new ModelSchema
        {
            Columns = inputs,
            MissingMarkers = ModelSchema.DefaultMissingMarkers,
            IdColumn = idColumn,
            TimeColumn = _options.TimeColumn,
            DateColumns = dates,
        };
        return new FlatSchema(schema, findings, dropped);
    }

    /// <summary>Encodes rows as serving would.</summary>
    /// <param name="schema">The inputs.</param>
    /// <param name="rows">Indices into <see cref="FlatLabels.Rows"/>.</param>
    public TrainingTable Encode(ModelSchema schema, int[] rows)
    {
        var columns = new List<double[]>(schema.Columns.Count);
        foreach (var input in schema.Columns)
            columns.Add(EncodeColumn(input, schema, rows));

        if (schema.TimeColumn is not null || schema.DateColumns.Count > 0)
            TurnDatesIntoDistances(schema, columns, rows);
        var times = Times();
        return new TrainingTable(schema, columns, [.. rows.Select(row => Labels.Labels[row])])
        {
            Times = times is null ? null : [.. rows.Select(row => times[row])],
        };
    }

    /// <summary>An input made of what was found of a column.</summary>
    public static InputColumn Input(ColumnFinding finding, string family) => new()
    {
        Name = finding.Name,
        DisplayName = finding.Name.Replace('_', ' ').Trim(),
        Family = family,
        Kind = finding.Kind!.Value,
        Source = ColumnSource.Attribute,
        Levels = [.. finding.Levels.Select(level => level.Text.Trim()).Distinct(StringComparer.Ordinal)],
    };

    double[] EncodeColumn(InputColumn input, ModelSchema schema, int[] rows) =>
        Column(_table, input.Name, "the schema").Encode(
            new ColumnEncoder(input, schema.MissingMarkers), [.. rows.Select(row => Labels.Rows[row])]);

    // The same arithmetic as RowEncoder.Encode: the row's reference moment minus the date.
    void TurnDatesIntoDistances(ModelSchema schema, List<double[]> columns, int[] rows)
    {
        string[] references = schema.TimeColumn is { } time ? [time] : [.. schema.DateColumns];
        var latest = new double[rows.Length];
        Array.Fill(latest, double.NaN);
        foreach (var name in references)
        {
            var asDate = new InputColumn { Name = name, DisplayName = name, Family = "", Kind = ColumnKind.Date, Source = ColumnSource.Attribute };
            var dates = EncodeColumn(asDate, schema, rows);
            for (var i = 0; i < latest.Length; i++)
            {
                if (!(dates[i] <= latest[i]) && !double.IsNaN(dates[i]))
                    latest[i] = dates[i];
            }
        }

        for (var column = 0; column < columns.Count; column++)
        {
            if (schema.Columns[column].Kind != ColumnKind.Date)
                continue;
            for (var i = 0; i < latest.Length; i++)
                columns[column][i] = latest[i] - columns[column][i];
        }
    }

    // Levenshtein: the nearest name is what a mistyped one most likely meant.
    static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (same ? 0 : 1));
            }

            previous = current;
        }

        return previous[^1];
    }
}
