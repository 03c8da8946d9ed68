namespace WarmLeads.ML.Scoring;

/// <summary>One row on its way from named texts and numbers to features. Reused from row to row; for one thread at a time.</summary>
public sealed class RowEncoder
{
    readonly ModelSchema _schema;
    readonly ColumnEncoder[] _encoders;
    readonly double[] _raw, _features;
    readonly Dictionary<string, int> _columnOf = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _extraDateOf = new(StringComparer.Ordinal);
    readonly double[] _extraDates;
    readonly List<string> _warnings = [];

    /// <summary>Prepares rows of a schema.</summary>
    public RowEncoder(ModelSchema schema)
    {
        _schema = schema;
        _encoders = [.. schema.Columns.Select(column => new ColumnEncoder(column, schema.MissingMarkers))];
        _raw = new double[schema.Columns.Count];
        _features = new double[schema.Columns.Count];
        for (var i = 0; i < schema.Columns.Count; i++)
            _columnOf.Add(schema.Columns[i].Name, i);
        foreach (var name in schema.DateColumns.Append(schema.TimeColumn).OfType<string>())
        {
            if (!_columnOf.ContainsKey(name))
                _extraDateOf.TryAdd(name, _extraDateOf.Count);
        }

        _extraDates = new double[_extraDateOf.Count];
        Clear();
    }

    /// <summary>The schema of the rows.</summary>
    public ModelSchema Schema => _schema;

    /// <summary>What was odd about this row's values, one sentence each.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Starts a new row in which everything is missing.</summary>
    public void Clear()
    {
        Array.Fill(_raw, double.NaN);
        Array.Fill(_extraDates, double.NaN);
        _warnings.Clear();
    }

    /// <summary>The index of a column that the row can take, also of dates that only serve as reference; -1 when there is none.</summary>
    public int IndexOf(string name) =>
        _columnOf.TryGetValue(name, out var column) ? column
        : _extraDateOf.TryGetValue(name, out var extra) ? _raw.Length + extra
        : -1;

    /// <summary>Sets a column's value from text.</summary>
    /// <param name="column">An index that <see cref="IndexOf"/> gave.</param>
    /// <param name="text">The text as it stands in the file or the request.</param>
    public void SetText(int column, ReadOnlySpan<char> text)
    {
        if (column >= _raw.Length)
        {
            _extraDates[column - _raw.Length] =
                ValueText.TryParseInstant(text, out var instant) ? ValueText.Days(instant) : double.NaN;
            return;
        }

        _raw[column] = _encoders[column].Encode(text, out var problem);
        if (problem is not null)
            _warnings.Add(problem);
    }

    /// <summary>Sets a column's value from a number; NaN is missing.</summary>
    /// <param name="column">An index that <see cref="IndexOf"/> gave.</param>
    /// <param name="value">The number.</param>
    public void SetNumber(int column, double value)
    {
        if (column >= _raw.Length)
            return;
        _raw[column] = _encoders[column].Encode(value, out var problem);
        if (problem is not null)
            _warnings.Add(problem);
    }

    /// <summary>Sets a column by name.</summary>
    /// <returns>False when the model has no such column.</returns>
    public bool TrySet(string name, string? text)
    {
        var column = IndexOf(name);
        if (column < 0)
            return false;
        SetText(column, text);
        return true;
    }

    /// <summary>The row's features in the schema's order. Valid until the next call on this row.</summary>
    /// <remarks>A date becomes the days from it to the row's reference moment: the time column, or the row's latest date.</remarks>
    public ReadOnlySpan<double> Encode()
    {
        var reference = Reference();
        for (var i = 0; i < _features.Length; i++)
            _features[i] = _schema.Columns[i].Kind == ColumnKind.Date ? reference - _raw[i] : _raw[i];
        return _features;
    }

    double Reference()
    {
        if (_schema.TimeColumn is { } time)
            return _extraDateOf.TryGetValue(time, out var at) ? _extraDates[at] : _raw[_columnOf[time]];

        var latest = double.NaN;
        foreach (var name in _schema.DateColumns)
        {
            var date = _columnOf.TryGetValue(name, out var column) ? _raw[column] : _extraDates[_extraDateOf[name]];
            if (!(date <= latest) && !double.IsNaN(date))
                latest = date;
        }

        return latest;
    }
}
