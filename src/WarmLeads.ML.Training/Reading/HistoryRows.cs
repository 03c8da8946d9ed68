using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Rows of one of a history's files, read by column name, with sentences for what is wrong in a field.</summary>
sealed class HistoryRows : IDisposable
{
    readonly CsvRows _rows;
    readonly HistoryMapping _mapping;
    readonly HashSet<int> _named = [];

    HistoryRows(CsvRows rows, HistoryMapping mapping) => (_rows, _mapping) = (rows, mapping);

    public string FileName => _rows.FileName;

    public long Line => _rows.Line;

    /// <summary>The offset from UTC of the instant read last, in minutes; null when it did not say one.</summary>
    public int? OffsetMinutes { get; private set; }

    /// <summary>Whether the instant read last is a day without a time; the instant is its start.</summary>
    public bool IsDay { get; private set; }

    /// <summary>Opens the file that a mapping names, or `name.csv` or `name.csv.gz` of a folder.</summary>
    public static HistoryRows Open(string folder, string name, string? file, HistoryMapping mapping)
    {
        if (!Directory.Exists(folder))
            throw new FileNotFoundException($"There is no folder '{folder}'; give the one that holds leads.csv, events.csv and outcomes.csv.", folder);
        if (file is not null)
        {
            var path = Path.Combine(folder, file);
            return File.Exists(path)
                ? new HistoryRows(CsvRows.Open(path), mapping)
                : throw new FileNotFoundException($"There is no '{file}' in '{folder}', which {mapping.Origin} names as the file of {name}; correct the mapping.", path);
        }

        var (plain, packed) = (Path.Combine(folder, $"{name}.csv"), Path.Combine(folder, $"{name}.csv.gz"));
        var (hasPlain, hasPacked) = (File.Exists(plain), File.Exists(packed));
        if (hasPlain && hasPacked)
            throw new InvalidDataException($"'{folder}' holds both {name}.csv and {name}.csv.gz; remove one of them.");
        if (!hasPlain && !hasPacked)
        {
            throw new FileNotFoundException(
                $"There is no {name}.csv or {name}.csv.gz in '{folder}'; a history has leads.csv, events.csv and outcomes.csv, " +
                "and other files need a mapping, which `warmleads import --plan DIR` proposes.", plain);
        }

        return new HistoryRows(CsvRows.Open(hasPlain ? plain : packed), mapping);
    }

    public bool Read() => _rows.Read();

    public string this[int column] => _rows[column];

    /// <summary>A field that may be a number, which is written as the mapping says.</summary>
    public string Value(int column) => _mapping.DecimalComma && DecimalComma.TryMend(this[column], out var number) ? number : this[column];

    /// <summary>The column that must be there: the one that the mapping names, or the one of the project's own name.</summary>
    public int Required(string? mapped, string own)
    {
        var column = Optional(mapped, own);
        return column >= 0
            ? column
            : throw new InvalidDataException(
                $"{FileName} line 1: the column '{own}' is missing; rename the one that holds it or name it in {HistoryMapping.FileName} (found: {string.Join(", ", _rows.Header)}).");
    }

    /// <summary>The column that may be there; -1 where it is not. One that the mapping names must be.</summary>
    public int Optional(string? mapped, string own)
    {
        var column = _rows.IndexOf(mapped ?? own);
        if (column >= 0)
            _named.Add(column);
        else if (mapped is not null)
            throw new InvalidDataException($"{FileName} line 1: the column '{mapped}', which {_mapping.Origin} names as {own}, is missing; correct the mapping (found: {string.Join(", ", _rows.Header)}).");
        return column;
    }

    /// <summary>Columns that the mapping names, or null where it names none.</summary>
    public (int Column, string Name)[]? Listed(IReadOnlyList<string>? mapped, string what) =>
        mapped is null ? null : [.. mapped.Select(name => (Optional(name, what), name))];

    /// <summary>Columns that serve another purpose and are not among the others; those that are not there are passed over.</summary>
    public void Reserve(params IEnumerable<string?> names)
    {
        foreach (var name in names.OfType<string>())
        {
            var column = _rows.IndexOf(name);
            if (column >= 0)
                _named.Add(column);
        }
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
        if (column < 0 || Value(column) is not { Length: > 0 } text)
            return null;
        return ValueText.TryParseNumber(text, out var number)
            ? number
            : throw new InvalidDataException($"{Place(column)} is '{text}', not a number; correct it or leave it empty.");
    }

    public DateTimeOffset Instant(int column)
    {
        var text = this[column];
        OffsetMinutes = null;
        if (InstantText.TryParse(text, _mapping.Instants, _mapping.AssumedOffset, out var instant, out var offset, out var lacksOffset))
        {
            OffsetMinutes = offset;
            IsDay = InstantText.IsDay(text, _mapping.Instants);
            return instant;
        }

        throw new InvalidDataException(lacksOffset
            ? $"{Place(column)} is '{text}' without an offset from UTC; write 2026-01-31T09:30:00Z or 2026-01-31T09:30:00+02:00, or say the offset in {HistoryMapping.FileName}."
            : _mapping.Instants switch
            {
                InstantFormat.UnixSeconds or InstantFormat.UnixMilliseconds =>
                    $"{Place(column)} is '{text}', not a number of {(_mapping.Instants == InstantFormat.UnixSeconds ? "seconds" : "milliseconds")} since 1970, as {_mapping.Origin} says it is.",
                InstantFormat.DayFirst => $"{Place(column)} is '{text}', not a date with the day first such as 31/01/2026 09:30, as {_mapping.Origin} says it is.",
                InstantFormat.MonthFirst => $"{Place(column)} is '{text}', not a date with the month first such as 01/31/2026 09:30, as {_mapping.Origin} says it is.",
                _ => $"{Place(column)} is '{text}', not an ISO 8601 instant; write 2026-01-31T09:30:00Z or 2026-01-31T09:30:00+02:00.",
            });
    }

    /// <summary>From when on an optional column says that something is known: a day without a time when it is over; another moment where the column or the value is missing.</summary>
    public DateTimeOffset Known(int column, DateTimeOffset otherwise)
    {
        if (column < 0 || this[column].Length == 0)
            return otherwise;
        var instant = Instant(column);
        return IsDay ? WholeDay.EndOf(instant) : instant;
    }

    public string Place(int column) => $"{FileName} line {Line}: '{_rows.Header[column]}'";

    public void Dispose() => _rows.Dispose();
}
