namespace WarmLeads.ML.Training;

/// <summary>Reads ISO 8601 instants with offset, as a history's files must have them: `2026-03-01T09:30:00.25+02:00`.</summary>
/// <remarks>By hand, since a history has millions of them: TryParseExact with its list of formats takes most of the reading.</remarks>
static class InstantText
{
    const int DateLength = 10, MinuteLength = 16;

    /// <summary>Reads an instant; minutes and seconds as they come, up to seven digits after the second.</summary>
    /// <param name="text">The text.</param>
    /// <param name="instant">The instant in UTC.</param>
    /// <param name="lacksOffset">Whether it would be an instant if it said its offset.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant, out bool lacksOffset) =>
        TryParse(text, null, out instant, out _, out lacksOffset);

    /// <summary>Reads an instant, or a date alone, that may leave out its offset.</summary>
    /// <param name="text">The text.</param>
    /// <param name="assumed">The offset of texts that do not say theirs; null when they must.</param>
    /// <param name="instant">The instant in UTC.</param>
    /// <param name="said">The offset that the text says, in minutes; null when it says none.</param>
    /// <param name="lacksOffset">Whether it would be an instant if it said its offset.</param>
    public static bool TryParse(
        ReadOnlySpan<char> text, TimeSpan? assumed, out DateTimeOffset instant, out int? said, out bool lacksOffset)
    {
        instant = default;
        said = null;
        lacksOffset = false;
        if (!TryReadDate(text, out var date))
            return false;
        if (text.Length == DateLength)
        {
            lacksOffset = assumed is null;
            instant = lacksOffset ? default : new DateTimeOffset(date.Ticks - assumed.GetValueOrDefault().Ticks, TimeSpan.Zero);
            return !lacksOffset;
        }

        if (text.Length < MinuteLength || text[DateLength] is not ('T' or 't' or ' ') || text[13] != ':' ||
            !TryReadDigits(text[11..13], out var hour) || !TryReadDigits(text[14..16], out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        var rest = text[MinuteLength..];
        if (!TryReadSeconds(ref rest, out var ticks))
            return false;
        int offset;
        if (rest.IsEmpty)
        {
            lacksOffset = assumed is null;
            if (lacksOffset)
                return false;
            offset = (int)assumed.GetValueOrDefault().TotalMinutes;
        }
        else
        {
            if (!TryReadOffset(rest, out offset))
                return false;
            said = offset;
        }

        var utc = date.Ticks + (((hour * 60L) + minute - offset) * TimeSpan.TicksPerMinute) + ticks;
        if (utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks)
            return false;
        instant = new DateTimeOffset(utc, TimeSpan.Zero);
        return true;
    }

    /// <summary>Reads an instant in a format; ISO 8601 and times of Unix, which cannot be mistaken for anything else, in all of them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="format">What else it may be.</param>
    /// <param name="assumed">The offset of texts that do not say theirs; null when they must.</param>
    /// <param name="instant">The instant in UTC.</param>
    /// <param name="said">The offset that the text says, in minutes; null when it says none.</param>
    /// <param name="lacksOffset">Whether it would be an instant if it said its offset.</param>
    public static bool TryParse(
        ReadOnlySpan<char> text, InstantFormat format, TimeSpan? assumed, out DateTimeOffset instant, out int? said, out bool lacksOffset)
    {
        if (TryParse(text, assumed, out instant, out said, out lacksOffset) || lacksOffset)
            return !lacksOffset;
        if (UnixTime.TryParse(text, format, out instant))
            return true;
        bool? dayFirst = format switch { InstantFormat.DayFirst => true, InstantFormat.MonthFirst => false, _ => null };
        return NumberedDate.TryParse(text, dayFirst, assumed, out instant, out said, out lacksOffset);
    }

    /// <summary>Whether a text that is an instant tells its day and no time.</summary>
    /// <param name="text">The text of an instant.</param>
    /// <param name="format">The format that it was read in.</param>
    public static bool IsDay(ReadOnlySpan<char> text, InstantFormat format) => !text.Contains(':') && !UnixTime.TryParse(text, format, out _);

    static bool TryReadDate(ReadOnlySpan<char> text, out DateTime date)
    {
        date = default;
        if (text.Length < DateLength || text[4] != '-' || text[7] != '-' ||
            !TryReadDigits(text[..4], out var year) || !TryReadDigits(text[5..7], out var month) ||
            !TryReadDigits(text[8..10], out var day))
        {
            return false;
        }

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        return true;
    }

    internal static bool TryReadSeconds(ref ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        if (rest.IsEmpty || rest[0] != ':')
            return true;
        if (rest.Length < 3 || !TryReadDigits(rest[1..3], out var second) || second > 59)
            return false;
        ticks = second * TimeSpan.TicksPerSecond;
        rest = rest[3..];
        if (rest.IsEmpty || rest[0] is not ('.' or ','))
            return true;
        rest = rest[1..];
        var digits = 0;
        for (var unit = TimeSpan.TicksPerSecond / 10; digits < rest.Length && char.IsAsciiDigit(rest[digits]); digits++, unit /= 10)
            ticks += (rest[digits] - '0') * unit;
        rest = rest[digits..];
        return digits > 0;
    }

    // Z, +02:00, +0200 or +02, in minutes.
    internal static bool TryReadOffset(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text is "Z" or "z")
            return true;
        if (text.Length < 3 || text[0] is not ('+' or '-') || !TryReadDigits(text[1..3], out var hours))
            return false;
        var rest = text[3..];
        if (!rest.IsEmpty && rest[0] == ':')
            rest = rest[1..];
        var rested = 0;
        if (rest.Length is not (0 or 2) || (rest.IsEmpty && text.Length > 3) || !TryReadDigits(rest, out rested))
            return false;
        minutes = ((hours * 60) + rested) * (text[0] == '-' ? -1 : 1);
        return Math.Abs(minutes) <= 14 * 60 && rested < 60;
    }

    internal static bool TryReadDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            value = (value * 10) + (c - '0');
        }

        return true;
    }
}
