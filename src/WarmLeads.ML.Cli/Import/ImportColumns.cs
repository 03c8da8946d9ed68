using System.Globalization;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>The columns of a file by the names that systems give them, and the fields of its current row.</summary>
/// <remarks>`Record ID`, `record_id` and `RecordId` are one name.</remarks>
/// <param name="rows">The file.</param>
/// <param name="instants">Reads its instants.</param>
/// <param name="fileTime">Since when what it says of leads holds, where it does not say.</param>
sealed class ImportColumns(CsvRows rows, ImportInstant instants, DateTimeOffset fileTime)
{
    const int LongestKey = 200;

    readonly HashSet<int> _used = [];

    /// <summary>Since when what the file says of leads holds, where it does not say.</summary>
    public DateTimeOffset FileTime => fileTime;

    /// <summary>Whether the file has a column of each name.</summary>
    public bool HasAll(IEnumerable<string> names) => names.All(name => IndexOf(name) >= 0);

    /// <summary>The column of the first name that there is, -1 when there is none. It serves a purpose, and is no attribute.</summary>
    public int Use(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var column = IndexOf(name);
            if (column < 0)
                continue;
            _used.Add(column);
            return column;
        }

        return -1;
    }

    /// <summary>The columns that serve no purpose, but for those that are to be left out.</summary>
    public (int Column, string Name)[] Others(Func<string, bool> isLeftOut) =>
    [
        .. rows.Header.Select((name, column) => (column, name)).Where(other => !_used.Contains(other.column) && !isLeftOut(other.name)),
    ];

    /// <summary>A field's text; empty when there is no such column.</summary>
    public string Text(int column) => column < 0 ? "" : rows[column];

    /// <summary>A field that must be an id.</summary>
    /// <exception cref="InvalidDataException">It is empty, too long, or holds a NUL.</exception>
    public string Key(int column, int shortest = 1)
    {
        var text = Text(column);
        if (text.Length < shortest || text.Length > LongestKey)
            throw Wrong(column, $"has {text.Length} characters; it may have {shortest} to {LongestKey}.");
        return text.Contains('\0') ? throw Wrong(column, "has a NUL; remove it.") : text;
    }

    /// <summary>An instant; null when the field is empty.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public DateTimeOffset? Instant(int column)
    {
        if (Text(column) is not { Length: > 0 } text)
            return null;
        return instants.TryRead(text, out var instant) ? instant : throw Wrong(column, $"is '{text}', not an instant; write 2026-01-31T09:30:00Z.");
    }

    /// <summary>From when on an instant is known: a day without a time when it is over; null when the field is empty.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public DateTimeOffset? Known(int column) =>
        Instant(column) is { } instant && !Text(column).Contains(':', StringComparison.Ordinal) ? WholeDay.EndOf(instant) : Instant(column);

    /// <summary>An instant that must be there.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public DateTimeOffset Required(int column) => Instant(column) ?? throw Wrong(column, "is empty; fill it in.");

    /// <summary>A number; null when the field is empty.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public double? Number(int column)
    {
        if (Text(column) is not { Length: > 0 } text)
            return null;
        return double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Wrong(column, $"is '{text}', not a number; correct it or leave it empty.");
    }

    /// <summary>Whether a field says yes; null when it is empty.</summary>
    /// <exception cref="InvalidDataException">It is neither yes nor no.</exception>
    public bool? Flag(int column) => Text(column).ToLowerInvariant() switch
    {
        "" => null,
        "true" or "yes" or "1" => true,
        "false" or "no" or "0" => false,
        var other => throw Wrong(column, $"is '{other}'; write true or false."),
    };

    /// <summary>A sentence about a field of the current row.</summary>
    public InvalidDataException Wrong(int column, string what) => new($"{rows.FileName} line {rows.Line}: '{(column < 0 ? "?" : rows.Header[column])}' {what}");

    int IndexOf(string name)
    {
        for (var i = 0; i < rows.Header.Count; i++)
        {
            if (IsSame(rows.Header[i], name))
                return i;
        }

        return -1;
    }

    static bool IsSame(string one, string other) => string.Equals(Letters(one), Letters(other), StringComparison.OrdinalIgnoreCase);

    static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit));
}
