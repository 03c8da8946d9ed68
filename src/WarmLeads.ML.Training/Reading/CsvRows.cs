using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace WarmLeads.ML.Training;

/// <summary>The rows of a CSV file, one after the other: any size of file in little memory.</summary>
/// <remarks>
/// Takes UTF-8 with or without byte order mark, plain or gzip (known by content, not by name), with `,` `;` or tab between
/// fields (recognised from the header), quoted fields with line breaks, and any line ends. Empty lines are skipped.
/// Everything else is refused with a sentence that names file and line: nothing is guessed, dropped or repaired.
/// </remarks>
public sealed class CsvRows : IDisposable
{
    /// <summary>The longest record that is read, in characters; a longer one is refused before it is held.</summary>
    public const int MaximumRecordLength = 16 * 1024 * 1024;

    /// <summary>The most fields that a record may have.</summary>
    public const int MaximumFieldCount = 100_000;

    static readonly char[] Delimiters = [',', ';', '\t'];

    readonly Utf8Text _text;
    readonly CsvParser _parser;
    readonly Dictionary<string, int> _columnOf = new(StringComparer.Ordinal);
    long _recordStart;
    int _field;
    InvalidDataException? _damage;

    CsvRows(Utf8Text text)
    {
        _text = text;
        Delimiter = RecogniseDelimiter(text.Waiting.ToString());
        _parser = new CsvParser(text, Configuration(Delimiter, BadField));
        _text.BeforeRead = RefuseLongRecord;
        Header = ReadHeader();
    }

    /// <summary>The file's name without its folder, as sentences about it say it.</summary>
    public string FileName => _text.FileName;

    /// <summary>Names of the columns, trimmed; one without a name is `column N`, counted from 1.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>What stands between fields: `,` `;` or tab.</summary>
    public char Delimiter { get; }

    /// <summary>The line of the file, counted from 1, on which the current row starts.</summary>
    public long Line { get; private set; }

    /// <summary>How much of the file's bytes was read, 0..1.</summary>
    public double Fraction => _text.Fraction;

    /// <summary>A field of the current row, without quotes and without blanks around it.</summary>
    /// <param name="column">The column, 0..<see cref="Header"/>.Count - 1.</param>
    /// <exception cref="InvalidDataException">Text follows the field's closing quote.</exception>
    public string this[int column]
    {
        get
        {
            _field = column;
            var text = _parser[column].Trim();
            if (_damage is not { } damage)
                return text;
            // Thrown here and not where it is found: the parser takes the next record only when its callback returned.
            _damage = null;
            throw damage;
        }
    }

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file, plain or gzip.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is empty, is not UTF-8, or names a column twice.</exception>
    public static CsvRows Open(string path)
    {
        var text = Utf8Text.Open(path);
        try
        {
            return new CsvRows(text);
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <summary>The column of a name; -1 when there is none.</summary>
    public int IndexOf(string name) => _columnOf.GetValueOrDefault(name, -1);

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="InvalidDataException">The row is damaged: too few or too many fields, too long, a quote left open, not UTF-8.</exception>
    public bool Read()
    {
        if (!ReadRecord())
            return false;
        if (_parser.Count == Header.Count)
            return true;
        throw new InvalidDataException(
            $"{FileName} line {Line}: {Count(_parser.Count, "field")} where the header has {Header.Count}; " +
            (_parser.Count < Header.Count
                ? "complete the row."
                : $"put a field that contains {Say(Delimiter)} in double quotes."));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _parser.Dispose();
        _text.Dispose();
    }

    List<string> ReadHeader()
    {
        if (!ReadRecord())
            throw new InvalidDataException($"{FileName} has only empty lines; the first line must name the columns.");
        var header = new List<string>(_parser.Count);
        for (var i = 0; i < _parser.Count; i++)
        {
            var name = this[i];
            if (name.Contains('\0'))
            {
                throw new InvalidDataException(
                    $"{FileName} line {Line}: the header holds zero bytes, as UTF-16 or binary files do; save it as UTF-8 text.");
            }

            if (name.Length == 0)
                name = $"column {i + 1}";
            if (!_columnOf.TryAdd(name, i))
            {
                throw new InvalidDataException(
                    $"{FileName} line {Line}: columns {_columnOf[name] + 1} and {i + 1} are both called '{name}'; rename one.");
            }

            header.Add(name);
        }

        return header;
    }

    // The next record that is not an empty line; false at the end.
    bool ReadRecord()
    {
        while (true)
        {
            Line = _parser.RawRow + 1L;
            _recordStart = _parser.CharCount;
            if (!_parser.Read())
                return false;
            if (_text.HasEnded && _parser.CharCount == _text.CharactersRead && _text.Waiting.IsEmpty)
            {
                CheckEnd();
                return false;
            }

            RefuseLongRecord(_parser.CharCount);
            var isEmptyLine = _parser.Count == 1 && _parser.CharCount - _recordStart <= 2 && this[0].Length == 0;
            if (!isEmptyLine)
                return true;
        }
    }

    // The last record must be the end mark alone; where it is part of a record, a quote took in all that follows it.
    void CheckEnd()
    {
        if (_parser.CharCount - _recordStart == 1)
            return;
        var line = Line;
        for (var i = 0; i < _parser.Count - 1; i++)
            line += LineBreaks(this[i]);
        throw new InvalidDataException(
            $"{FileName} line {line}, field {_parser.Count}: the quote that opens here is never closed; close it, or double a quote that is meant as text.");
    }

    void RefuseLongRecord() => RefuseLongRecord(_text.CharactersRead);

    void RefuseLongRecord(long position)
    {
        if (position - _recordStart > MaximumRecordLength)
        {
            throw new InvalidDataException(
                $"{FileName} line {Line}: the record that starts here is longer than 16 MB ({MaximumRecordLength:#,0} characters); " +
                "shorten it, or close a quote that was left open.");
        }

        if (_parser.Count > MaximumFieldCount)
        {
            throw new InvalidDataException(
                $"{FileName} line {Line}: the record has more than {MaximumFieldCount:#,0} fields; check what stands between them.");
        }
    }

    // A quote inside an unquoted field is a character like any other (5" screen); text after a closing quote is damage.
    void BadField(BadDataFoundArgs found)
    {
        if (found.Field.StartsWith('"'))
        {
            _damage = new InvalidDataException(
                $"{FileName} line {Line}, field {_field + 1}: text follows the closing quote; double a quote that is meant as text.");
        }
    }

    // The delimiter that parts the header into the most fields; one that tears quotes apart counts only where none does not.
    static char RecogniseDelimiter(string head)
    {
        var (best, mostSound, most) = (Delimiters[0], 1, 0);
        foreach (var candidate in Delimiters)
        {
            var isSound = true;
            var configuration = Configuration(candidate, bad => isSound &= !bad.Field.StartsWith('"'));
            using var parser = new CsvParser(new StringReader(head), configuration);
            var count = parser.Read() && parser.Record is { } names ? names.Length : 0;
            if (isSound && count > mostSound)
                (best, mostSound) = (candidate, count);
            else if (mostSound == 1 && count > most)
                best = candidate;
            most = Math.Max(most, count);
        }

        return best;
    }

    static CsvConfiguration Configuration(char delimiter, BadDataFound badDataFound) =>
        new(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            BadDataFound = badDataFound,
            BufferSize = 1 << 16,
            IgnoreBlankLines = false,
        };

    static int LineBreaks(string text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\r' || (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')))
                count++;
        }

        return count;
    }

    static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    static string Say(char delimiter) => delimiter == '\t' ? "a tab" : $"'{delimiter}'";
}
