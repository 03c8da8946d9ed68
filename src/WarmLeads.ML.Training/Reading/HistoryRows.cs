using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Rows of one of a history's files, read by column name, with sentences for what is wrong in a field.</summary>
sealed class HistoryRows : IDisposable
{
    readonly CsvRows _rows;
    readonly HashSet<int> _named = [];

    HistoryRows(CsvRows rows) => _rows = rows;

    public string FileName => _rows.FileName;

    public long Line => _rows.Line;

    /// <summary>Opens `name.csv` or `name.csv.gz` of a folder.</summary>
    public static HistoryRows Open(string folder, string name)
    {
        if (!Directory.Exists(folder))
            throw new FileNotFoundException($"There is no folder '{folder}'; give the one that holds leads.csv, events.csv and outcomes.csv.", folder);
        var (plain, packed) = (Path.Combine(folder, $"{name}.csv"), Path.Combine(folder, $"{name}.csv.gz"));
        var (hasPlain, hasPacked) = (File.Exists(plain), File.Exists(packed));
        if (hasPlain && hasPacked)
            throw new InvalidDataException($"'{folder}' holds both {name}.csv and {name}.csv.gz; remove one of them.");
        if (!hasPlain && !hasPacked)
        {
            throw new FileNotFoundException(
                $"There is no {name}.csv or {name}.csv.gz in '{folder}'; a history has leads.csv, events.csv and outcomes.csv.", plain);
        }

        return new HistoryRows(CsvRows.Open(hasPlain ? plain : packed));
    }

    public bool Read() => _rows.Read();

    public string this[int column] => _rows[column];

    /// <summary>The column that must be there.</summary>
    public int Required(string name)
    {
        var column = Optional(name);
        return column >= 0
            ? column
            : throw new InvalidDataException(
                $"{FileName} line 1: the column '{name}' is missing; rename the one that holds it (found: {string.Join(", ", _rows.Header)}).");
    }

    /// <summary>The column that may be there; -1 where it is not.</summary>
    public int Optional(string name)
    {
        var column = _rows.IndexOf(name);
        if (column >= 0)
            _named.Add(column);
        return column;
    }

    /// <summary>The columns that were not asked for by name so far.</summary>
    public (int Column, string Name)[] Others() =>
        [.. _rows.Header.Select((name, column) => (column, name)).Where(other => !_named.Contains(other.column))];

    public string Id(int column)
    {
        var id = this[column];
        return id.Length is > 0 and <= 200
            ? id
            : throw new InvalidDataException($"{Place(column)} has {id.Length} characters; a lead's id has 1 to 200.");
    }

    public string Text(int column) => this[column] is { Length: > 0 } text
        ? text
        : throw new InvalidDataException($"{Place(column)} is empty; fill it in.");

    public double? Number(int column)
    {
        if (column < 0 || this[column] is not { Length: > 0 } text)
            return null;
        return ValueText.TryParseNumber(text, out var number)
            ? number
            : throw new InvalidDataException($"{Place(column)} is '{text}', not a number; correct it or leave it empty.");
    }

    public DateTimeOffset Instant(int column)
    {
        var text = this[column];
        if (InstantText.TryParse(text, out var instant, out var lacksOffset))
            return instant;
        throw new InvalidDataException(lacksOffset
            ? $"{Place(column)} is '{text}' without an offset from UTC; write 2026-01-31T09:30:00Z or 2026-01-31T09:30:00+02:00."
            : $"{Place(column)} is '{text}', not an ISO 8601 instant; write 2026-01-31T09:30:00Z or 2026-01-31T09:30:00+02:00.");
    }

    /// <summary>The instant of an optional column; another where the column or the value is missing.</summary>
    public DateTimeOffset Instant(int column, DateTimeOffset otherwise) =>
        column < 0 || this[column].Length == 0 ? otherwise : Instant(column);

    public string Place(int column) => $"{FileName} line {Line}: '{_rows.Header[column]}'";

    public void Dispose() => _rows.Dispose();
}
