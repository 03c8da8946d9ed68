using System.Globalization;

namespace WarmLeads.ML.Cli;

/// <summary>Reads instants as CRMs export them: ISO 8601 with or without an offset, dates alone, and Dynamics' month first.</summary>
/// <param name="assumed">The offset from UTC of texts that do not say theirs.</param>
sealed class ImportInstant(TimeSpan assumed)
{
    static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ss.FFFzz00", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK",
        "yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd", "M/d/yyyy h:mm tt", "M/d/yyyy h:mm:ss tt", "M/d/yyyy HH:mm", "M/d/yyyy H:mm:ss", "M/d/yyyy",
    ];

    // A file writes all its instants alike.
    string _latest = Formats[0];

    /// <summary>Reads an instant.</summary>
    public bool TryRead(string text, out DateTimeOffset instant)
    {
        if (TryRead(text, _latest, out instant))
            return true;
        foreach (var format in Formats)
        {
            if (!TryRead(text, format, out instant))
                continue;
            _latest = format;
            return true;
        }

        return false;
    }

    bool TryRead(string text, string format, out DateTimeOffset instant)
    {
        instant = default;
        // Salesforce writes +0000, which K does not take.
        if (format.EndsWith("zz00", StringComparison.Ordinal))
        {
            return text.Length > 5 && text[^5] is '+' or '-' && DateTimeOffset.TryParseExact(
                text.AsSpan(..^2).ToString() + ":" + text[^2..], "yyyy-MM-dd'T'HH:mm:ss.FFFzzz", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal,
                out instant);
        }

        if (!DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var read))
            return false;
        if (read.Kind == DateTimeKind.Local)
        {
            // The text says its offset.
            return DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out instant);
        }

        var offset = read.Kind == DateTimeKind.Utc || format.EndsWith("'UTC'", StringComparison.Ordinal) ? TimeSpan.Zero : assumed;
        if (read.Ticks < TimeSpan.TicksPerDay || read.Ticks > DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay)
            return false;
        instant = new DateTimeOffset(DateTime.SpecifyKind(read, DateTimeKind.Unspecified), offset).ToUniversalTime();
        return true;
    }
}
