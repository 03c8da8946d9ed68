using System.Globalization;

namespace WarmLeads.ML.Scoring;

/// <summary>How text becomes a number, a truth or an instant: one reading for inference, training and serving.</summary>
public static class ValueText
{
    const NumberStyles Number = NumberStyles.Float | NumberStyles.AllowThousands;

    // ISO 8601 first; a bare date or an instant without offset is read as UTC.
    static readonly string[] InstantFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
        "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy/MM/dd", "yyyy/MM/dd HH:mm:ss",
    ];

    /// <summary>Reads a number: invariant, with thousands commas, a trailing percent sign or a leading currency sign.</summary>
    /// <param name="text">The text; blanks around it do not count.</param>
    /// <param name="value">The number; a percentage keeps its figure (12 % is 12).</param>
    public static bool TryParseNumber(ReadOnlySpan<char> text, out double value)
    {
        text = text.Trim();
        if (text.Length > 0 && text[^1] == '%')
            text = text[..^1].TrimEnd();
        if (text.Length > 0 && text[0] is '$' or '€' or '£')
            text = text[1..].TrimStart();

        // A comma is a thousands sign only where thousands stand: "1,5" is a decimal comma, which we do not guess at.
        if (text.Contains(',') && !HasThousandsOnly(text))
        {
            value = double.NaN;
            return false;
        }

        // "Infinity" and "NaN" spelt out are texts of a CRM, not measurements.
        if (double.TryParse(text, Number, CultureInfo.InvariantCulture, out value) && double.IsFinite(value))
            return true;
        value = double.NaN;
        return false;
    }

    /// <summary>Reads yes, true, y, t and 1 as true; no, false, n, f and 0 as false; without regard to case.</summary>
    public static bool TryParseTruth(ReadOnlySpan<char> text, out bool value)
    {
        text = text.Trim();
        foreach (var word in (ReadOnlySpan<string>)["yes", "true", "y", "t", "1"])
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return value = true;
        }

        value = false;
        foreach (var word in (ReadOnlySpan<string>)["no", "false", "n", "f", "0"])
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Reads an ISO 8601 date or instant; without an offset it is taken as UTC.</summary>
    public static bool TryParseInstant(ReadOnlySpan<char> text, out DateTimeOffset value) =>
        DateTimeOffset.TryParseExact(
            text.Trim(), InstantFormats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out value);

    /// <summary>Days since 1970-01-01 UTC, with fractions: how instants enter arithmetic.</summary>
    public static double Days(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).TotalDays;

    /// <summary>Whether the text means "no value".</summary>
    /// <param name="text">The text; blanks around it do not count.</param>
    /// <param name="markers">Texts that mean it, compared without regard to case.</param>
    public static bool IsMissing(ReadOnlySpan<char> text, IReadOnlyList<string> markers)
    {
        text = text.Trim();
        if (text.IsEmpty)
            return true;
        for (var i = 0; i < markers.Count; i++)
        {
            if (text.Equals(markers[i], StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    static bool HasThousandsOnly(ReadOnlySpan<char> text)
    {
        var dot = text.IndexOf('.');
        var whole = dot < 0 ? text : text[..dot];
        if (text[whole.Length..].Contains(','))
            return false;
        var sinceComma = 0;
        var commas = 0;
        foreach (var c in whole)
        {
            if (c == ',')
            {
                if (commas > 0 && sinceComma != 3)
                    return false;
                commas++;
                sinceComma = 0;
            }
            else if (char.IsAsciiDigit(c))
            {
                sinceComma++;
            }
        }

        return sinceComma == 3;
    }
}
