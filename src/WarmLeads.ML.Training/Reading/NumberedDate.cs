namespace WarmLeads.ML.Training;

/// <summary>Reads dates of three numbers, with or without a time of day: `31/01/2026 14:30`, `1.31.26 2:30 PM`, `2026/01/31`, `20260131`.</summary>
/// <remarks>Which of the first two is the day must be told, unless the year comes first. Years of two digits lie in 1970 to 2069.</remarks>
static class NumberedDate
{
    /// <summary>Reads an instant.</summary>
    /// <param name="text">The text.</param>
    /// <param name="dayFirst">Whether the day comes before the month; null when only dates that begin with their year are read.</param>
    /// <param name="assumed">The offset of texts that do not say theirs; null when they must.</param>
    /// <param name="instant">The instant in UTC.</param>
    /// <param name="said">The offset that the text says, in minutes; null when it says none.</param>
    /// <param name="lacksOffset">Whether it would be an instant if it said its offset.</param>
    public static bool TryParse(
        ReadOnlySpan<char> text, bool? dayFirst, TimeSpan? assumed, out DateTimeOffset instant, out int? said, out bool lacksOffset)
    {
        (instant, said, lacksOffset) = (default, null, false);
        var rest = text;
        if (text.Length == 8 && InstantText.TryReadDigits(text, out var day) && day is >= 1900_00_00 and < 2100_00_00)
        {
            lacksOffset = assumed is null;
            if (lacksOffset || !TryOrder(day / 10000, 4, day / 100 % 100, day % 100, 2, dayFirst, out var bare))
                return false;
            instant = new DateTimeOffset(bare.Ticks - assumed.GetValueOrDefault().Ticks, TimeSpan.Zero);
            return true;
        }

        if (!TryTakeNumber(ref rest, out var first, out var digits) || !TryTakeSeparator(ref rest, out var separator) ||
            !TryTakeNumber(ref rest, out var second, out _) || !TryTakeSeparator(ref rest, out var again) || again != separator ||
            !TryTakeNumber(ref rest, out var third, out var lastDigits) || !TryOrder(first, digits, second, third, lastDigits, dayFirst, out var date) ||
            !TryTakeTime(ref rest, out var time))
        {
            return false;
        }

        var offset = 0;
        rest = rest.TrimStart();
        if (!rest.IsEmpty)
        {
            if (!InstantText.TryReadOffset(rest, out offset))
                return false;
            said = offset;
        }
        else if (assumed is { } given)
        {
            offset = (int)given.TotalMinutes;
        }
        else
        {
            lacksOffset = true;
            return false;
        }

        var utc = date.Ticks + time - (offset * TimeSpan.TicksPerMinute);
        if (utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks)
            return false;
        instant = new DateTimeOffset(utc, TimeSpan.Zero);
        return true;
    }

    static bool TryOrder(int first, int firstDigits, int second, int third, int thirdDigits, bool? dayFirst, out DateTime date)
    {
        date = default;
        int year, month, day;
        if (firstDigits == 4)
            (year, month, day) = (first, second, third);
        else if (dayFirst is { } isDayFirst && thirdDigits is 2 or 4)
            (year, month, day) = (thirdDigits == 4 ? third : third < 70 ? 2000 + third : 1900 + third, isDayFirst ? second : first, isDayFirst ? first : second);
        else
            return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        return true;
    }

    // Nothing, or 14:30, 14:30:15.25, 2:30 PM after a blank, a T or a comma.
    static bool TryTakeTime(ref ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        if (rest.IsEmpty)
            return true;
        if (rest[0] is not ('T' or 't' or ' ' or ','))
            return false;
        rest = rest[1..].TrimStart();
        if (!TryTakeNumber(ref rest, out var hour, out _) || rest.IsEmpty || rest[0] != ':')
            return false;
        rest = rest[1..];
        if (rest.Length < 2 || !InstantText.TryReadDigits(rest[..2], out var minute))
            return false;
        rest = rest[2..];
        if (!InstantText.TryReadSeconds(ref rest, out var seconds))
            return false;
        var half = rest.TrimStart();
        if (half.StartsWith("AM", StringComparison.OrdinalIgnoreCase) || half.StartsWith("PM", StringComparison.OrdinalIgnoreCase))
        {
            if (hour is < 1 or > 12)
                return false;
            hour = (hour % 12) + (half[0] is 'P' or 'p' ? 12 : 0);
            rest = half[2..];
        }

        ticks = (((hour * 60L) + minute) * TimeSpan.TicksPerMinute) + seconds;
        return hour < 24 && minute < 60;
    }

    static bool TryTakeNumber(ref ReadOnlySpan<char> rest, out int number, out int digits)
    {
        (number, digits) = (0, 0);
        for (; digits < rest.Length && digits < 5 && char.IsAsciiDigit(rest[digits]); digits++)
            number = (number * 10) + (rest[digits] - '0');
        rest = rest[digits..];
        return digits is > 0 and < 5;
    }

    static bool TryTakeSeparator(ref ReadOnlySpan<char> rest, out char separator)
    {
        separator = rest.IsEmpty ? '\0' : rest[0];
        if (separator is not ('/' or '.' or '-'))
            return false;
        rest = rest[1..];
        return true;
    }
}
