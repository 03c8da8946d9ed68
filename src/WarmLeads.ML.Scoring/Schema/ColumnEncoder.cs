using System.Globalization;

namespace WarmLeads.ML.Scoring;

/// <summary>Turns one column's text or number into what the model sees: a number, a code, or days since 1970.</summary>
/// <remarks>NaN is missing. A text that training never saw gets the code after the last level, which the forest sends to its "other" bin.</remarks>
public sealed class ColumnEncoder
{
    readonly InputColumn _column;
    readonly IReadOnlyList<string> _missing;
    readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <summary>Prepares a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="missingMarkers">Texts that mean "no value".</param>
    public ColumnEncoder(InputColumn column, IReadOnlyList<string> missingMarkers)
    {
        _column = column;
        _missing = missingMarkers;
        for (var code = 0; code < column.Levels.Count; code++)
            _codes.TryAdd(column.Levels[code], code);
        _lookup = _codes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Encodes a text.</summary>
    /// <param name="text">The text as it stands in the file or the request.</param>
    /// <param name="problem">A sentence when the text is not what training saw; null when all is well.</param>
    public double Encode(ReadOnlySpan<char> text, out string? problem)
    {
        problem = null;
        text = text.Trim();
        if (ValueText.IsMissing(text, _missing))
            return double.NaN;
        switch (_column.Kind)
        {
            case ColumnKind.Numeric:
                if (ValueText.TryParseNumber(text, out var number))
                    return number;
                problem = $"Column '{_column.Name}' holds numbers; '{Shorten(text)}' is not one and counts as missing.";
                return double.NaN;
            case ColumnKind.Date:
                if (ValueText.TryParseInstant(text, out var instant))
                    return ValueText.Days(instant);
                problem = $"Column '{_column.Name}' holds dates; '{Shorten(text)}' is not an ISO 8601 date and counts as missing.";
                return double.NaN;
            default:
                return EncodeLevel(text, out problem);
        }
    }

    /// <summary>Encodes a number that came as a number; for a column of texts it is looked up as text.</summary>
    /// <param name="value">The number; NaN is missing.</param>
    /// <param name="problem">A sentence when training never saw the value; null when all is well.</param>
    public double Encode(double value, out string? problem)
    {
        problem = null;
        if (double.IsNaN(value) || _column.Kind is ColumnKind.Numeric)
            return value;
        return Encode(value.ToString("R", CultureInfo.InvariantCulture), out problem);
    }

    double EncodeLevel(ReadOnlySpan<char> text, out string? problem)
    {
        problem = null;
        if (_lookup.TryGetValue(text, out var code))
            return code;

        // A CRM that writes Yes where the export said 1 means the same.
        if (_column.Kind == ColumnKind.Boolean && ValueText.TryParseTruth(text, out var truth))
        {
            for (var i = 0; i < _column.Levels.Count; i++)
            {
                if (ValueText.TryParseTruth(_column.Levels[i], out var level) && level == truth)
                    return i;
            }
        }

        problem = $"Column '{_column.Name}' has the value '{Shorten(text)}', which training never saw; it counts as 'other'.";
        return _column.Levels.Count;
    }

    // On one line: a text may hold line breaks, the sentence that quotes it does not.
    static string Shorten(ReadOnlySpan<char> text) =>
        (text.Length <= 60 ? text.ToString() : $"{text[..60]}…").ReplaceLineEndings(" ");
}
